import { RetortError } from '../../errors'
import type { SqlValue } from '../../schema/sql-expression'
import type { Row, WriteConnection } from '../connection'
import type { SessionOptions } from '../session'
import { isCancellable } from './connection'
import { refuseTransactionControl } from './transaction-control'

/** The connection as a revision sees it: watched, cancellable, and unable to end the transaction it runs in. */
export class SessionConnection implements WriteConnection {
  readonly dialect
  readonly url
  readonly serverVersion
  /** The failure the server has not been told to forget: the transaction cannot go on. */
  failure: unknown = null

  constructor(
    private readonly inner: WriteConnection,
    private readonly options: Pick<SessionOptions, 'signal' | 'onEvent'>,
  ) {
    this.dialect = inner.dialect
    this.url = inner.url
    this.serverVersion = inner.serverVersion
  }

  query<R extends Row = Row>(sql: string, params: readonly SqlValue[] = []): Promise<readonly R[]> {
    return this.#run(sql, () => this.inner.query<R>(sql, params))
  }

  execute(sql: string, params: readonly SqlValue[] = []): Promise<number> {
    return this.#run(sql, () => this.inner.execute(sql, params))
  }

  script(sql: string): Promise<void> {
    return this.#run(sql, () => this.inner.script(sql))
  }

  close(): Promise<void> {
    return this.inner.close()
  }

  async #run<Result>(sql: string, work: () => Promise<Result>): Promise<Result> {
    this.stopWhenCancelled()
    refuseTransactionControl(sql)
    this.options.onEvent({ kind: 'statement', sql })
    try {
      return await this.#cancellable(work)
    } catch (error) {
      this.failure ??= error
      this.stopWhenCancelled()
      throw error
    }
  }

  stopWhenCancelled(): void {
    if (this.options.signal.aborted)
      throw new RetortError('CANCELLED', 'Cancelled; nothing of what was open is kept.', {
        hint: 'Run the command again when you are ready.',
      })
  }

  /** Returns only when a cancellation under way has been delivered, so that it cannot hit the next statement. */
  async #cancellable<Result>(work: () => Promise<Result>): Promise<Result> {
    const { inner } = this
    const { signal } = this.options
    if (!isCancellable(inner)) return work()
    let delivered: Promise<void> | null = null
    const cancel = (): void => {
      delivered = inner.cancelRunning().catch(() => undefined)
    }
    signal.addEventListener('abort', cancel, { once: true })
    try {
      return await work()
    } finally {
      signal.removeEventListener('abort', cancel)
      await delivered
    }
  }
}
