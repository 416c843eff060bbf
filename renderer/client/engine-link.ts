import type { ClientContext, ClientLink, ClientOptions } from '@orpc/client'
import type { Connection } from './connection'
import { EngineGone } from './failure'

export interface EngineLinkOptions {
  readonly open: () => Promise<Connection>
  /** Told when the engine goes and when it can be asked again. */
  readonly onChange: (isConnected: boolean) => void
  /** Told when the page takes a call back that was under way. */
  readonly onCancel: (path: readonly string[]) => void
  /** How long to wait before another try, by the number of tries that failed. */
  readonly retryAfterMs: (failedTries: number) => number
}

/**
 * A link that outlives its connections. A call over a connection that ends fails with `EngineGone` (left alone it
 * would never settle), and the next connection is opened without being asked.
 */
export class EngineLink implements ClientLink<ClientContext> {
  readonly #options: EngineLinkOptions
  #connection: Promise<Connection>

  constructor(options: EngineLinkOptions) {
    this.#options = options
    this.#connection = this.#follow(options.open(), 0)
  }

  async call(path: readonly string[], input: unknown, options: ClientOptions<ClientContext>): Promise<unknown> {
    const { link, ended } = await this.#connection
    options.signal?.addEventListener('abort', () => this.#options.onCancel(path), { once: true })
    const output = await unlessEnded(ended, link.call(path, input, options))
    return isIterator(output) ? iterateUnlessEnded(ended, output) : output
  }

  #follow(opening: Promise<Connection>, failedTries: number): Promise<Connection> {
    opening.then(
      ({ ended }) => {
        this.#options.onChange(true)
        ended.addEventListener('abort', () => this.#openAgain(0))
        if (ended.aborted) this.#openAgain(0)
      },
      () => this.#openAgain(failedTries + 1),
    )
    return opening
  }

  #openAgain(failedTries: number): void {
    this.#options.onChange(false)
    const opening = wait(this.#options.retryAfterMs(failedTries)).then(() => this.#options.open())
    this.#connection = this.#follow(opening, failedTries)
  }
}

function unlessEnded<T>(ended: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const onEnd = () => reject(new EngineGone('The engine has stopped.'))
    if (ended.aborted) onEnd()
    ended.addEventListener('abort', onEnd)
    work.then(resolve, reject).finally(() => ended.removeEventListener('abort', onEnd))
  })
}

async function* iterateUnlessEnded(
  ended: AbortSignal,
  iterator: AsyncIterator<unknown>,
): AsyncGenerator<unknown, void, undefined> {
  try {
    for (;;) {
      const { done, value } = await unlessEnded(ended, iterator.next())
      if (done) return
      yield value
    }
  } finally {
    // Over a connection that has ended there is nobody left to tell.
    iterator.return?.().catch(() => undefined)
  }
}

function isIterator(value: unknown): value is AsyncIterator<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value
}

function wait(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds))
}
