import type { IncomingMessage, ServerResponse } from 'node:http'
import { contentSecurityPolicy, readPageFile } from './page-files'
import type { Refusal, SessionGate } from './session-gate'

/** The HTTP half: the token's exchange, the page's files, and the one request that is none of the contract's calls. */
export class PageServer {
  readonly #gate: SessionGate
  readonly #folder: string
  readonly #onCancelling: () => void
  readonly #headers: Readonly<Record<string, string>>

  constructor(gate: SessionGate, folder: string, onCancelling: () => void) {
    this.#gate = gate
    this.#folder = folder
    this.#onCancelling = onCancelling
    this.#headers = {
      'content-security-policy': contentSecurityPolicy([gate.origin.replace('http:', 'ws:')]),
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    }
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(this.#headers)) response.setHeader(name, value)
    const foreign = this.#gate.refuseForeign(request)
    if (foreign) return refuse(response, foreign)

    const url = new URL(request.url ?? '/', this.#gate.origin)
    const token = url.pathname === '/' ? url.searchParams.get('token') : null
    if (token !== null && this.#begin(request, response, token)) return
    const stranger = this.#gate.refuseStranger(request)
    if (stranger) return refuse(response, stranger)

    if (request.method === 'POST' && url.pathname === '/engine/cancelling') {
      this.#onCancelling()
      response.writeHead(204).end()
      return
    }
    if (request.method !== 'GET') return refuse(response, { status: 405, message: 'Only GET is answered.' })
    await this.#sendFile(url.pathname, response)
  }

  /** Exchanges the token for the session and leaves it out of the address from then on. */
  #begin(request: IncomingMessage, response: ServerResponse, token: string): boolean {
    const cookie = this.#gate.exchange(token)
    if (cookie !== null) response.setHeader('set-cookie', cookie)
    else if (!this.#gate.hasSession(request)) return false
    response.writeHead(303, { location: '/', 'cache-control': 'no-store' }).end()
    return true
  }

  async #sendFile(pathname: string, response: ServerResponse): Promise<void> {
    const file = await readPageFile(this.#folder, pathname)
    if (file === null) return refuse(response, { status: 404, message: 'Not found.' })
    response.writeHead(200, file.headers).end(file.body)
  }
}

function refuse(response: ServerResponse, { status, message }: Refusal): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${message}\n`)
}
