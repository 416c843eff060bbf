import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** Why a request is turned away. */
export interface Refusal {
  readonly status: number
  readonly message: string
}

/**
 * Who may talk to the browser host. Any page of the web can send requests to the loopback address, so nothing is
 * answered without this host's name, its own origin, and the session that the one-time token was exchanged for.
 */
export class SessionGate {
  readonly origin: string
  readonly #host: string
  readonly #cookieName: string
  readonly #session = randomBytes(32).toString('base64url')
  #token: string | null = randomBytes(32).toString('base64url')

  constructor(port: number) {
    this.#host = `127.0.0.1:${port}`
    this.origin = `http://${this.#host}`
    // Cookies are shared by all ports of a host: two hosts side by side must not log each other out.
    this.#cookieName = `retort_${port}`
  }

  /** Where to begin: good for one visit. */
  get address(): string {
    return `${this.origin}/?token=${this.#token ?? ''}`
  }

  /** The cookie to set when this token is the one; it is worth nothing afterwards. */
  exchange(token: string): string | null {
    if (this.#token === null || !isSame(token, this.#token)) return null
    this.#token = null
    return `${this.#cookieName}=${this.#session}; HttpOnly; SameSite=Strict; Path=/`
  }

  /** A request that does not come from this host's own address and page. */
  refuseForeign(request: IncomingMessage): Refusal | null {
    const { host, origin } = request.headers
    if (host !== this.#host) return { status: 421, message: `Open ${this.origin} instead.` }
    if (origin !== undefined && origin !== this.origin)
      return { status: 403, message: 'Another site may not ask here.' }
    return null
  }

  /** A request of somebody who never showed the token. */
  refuseStranger(request: IncomingMessage): Refusal | null {
    if (this.hasSession(request)) return null
    return {
      status: 403,
      message:
        'Open the address that Retort printed when it started. It is good for one browser; start Retort again for another.',
    }
  }

  hasSession(request: IncomingMessage): boolean {
    const cookies = (request.headers.cookie ?? '').split(';').map(cookie => cookie.trim())
    const own = cookies.find(cookie => cookie.startsWith(`${this.#cookieName}=`))
    return own !== undefined && isSame(own.slice(this.#cookieName.length + 1), this.#session)
  }
}

function isSame(given: string, wanted: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(wanted)]
  return left.length === right.length && timingSafeEqual(left, right)
}
