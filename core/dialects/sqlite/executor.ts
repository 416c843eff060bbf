import { setImmediate as nextTurn } from 'node:timers/promises'
import { RetortError } from '../../errors'
import type { SqlValue } from '../../schema/sql-expression'
import type { Row, WriteConnection } from '../connection'
import type { Capabilities } from './capabilities'
import type { RunEvent, SessionOptions } from '../session'
import type { Statement } from '../statement'
import { statementFailure } from './statement-failure'

/** How the parts of a change reach the database: announced, explained where they fail, and never after a cancel. */
export interface Executor {
  readonly connection: WriteConnection
  /** Whether what is run is also written down, for a database that is not here. Its rows are then unknown. */
  readonly offline: boolean
  readonly capabilities: Capabilities
  /** Runs a statement of the change; the number of rows it changed. */
  run(statement: Statement): Promise<number>
  /** Runs a text of several statements. */
  script(sql: string): Promise<void>
  /** Reads, without saying so. */
  read<R extends Row = Row>(sql: string, params?: readonly SqlValue[]): Promise<readonly R[]>
  /** Says that a statement is run in pieces, by `quietly`. */
  announce(sql: string): void
  /** Runs a statement that is a piece of one already announced, or a setting of the connection. */
  quietly(statement: Statement): Promise<number>
  tell(event: RunEvent): void
  throwIfCancelled(): void
}

export class OnlineExecutor implements Executor {
  readonly offline: boolean = false

  constructor(
    readonly connection: WriteConnection,
    readonly capabilities: Capabilities,
    private readonly options: Pick<SessionOptions, 'onEvent' | 'signal'>,
  ) {}

  async run(statement: Statement): Promise<number> {
    await this.#begin(statement.sql)
    return this.quietly(statement)
  }

  async script(sql: string): Promise<void> {
    await this.#begin(sql)
    await this.#explained({ sql, params: [] }, () => this.connection.script(sql))
  }

  read<R extends Row>(sql: string, params: readonly SqlValue[] = []): Promise<readonly R[]> {
    this.throwIfCancelled()
    return this.#explained({ sql, params }, () => this.connection.query<R>(sql, params))
  }

  announce(sql: string): void {
    this.throwIfCancelled()
    this.tell({ kind: 'statement', sql })
  }

  quietly(statement: Statement): Promise<number> {
    this.throwIfCancelled()
    return this.#explained(statement, () => this.connection.execute(statement.sql, statement.params))
  }

  tell(event: RunEvent): void {
    this.options.onEvent(event)
  }

  throwIfCancelled(): void {
    if (!this.options.signal.aborted) return
    throw new RetortError('CANCELLED', 'Cancelled.', { hint: 'Revisions that were finished before stay done.' })
  }

  /** A statement keeps the process to itself: before each one the news goes out, and a cancel can come in. */
  async #begin(sql: string): Promise<void> {
    this.announce(sql)
    await nextTurn()
    this.throwIfCancelled()
  }

  async #explained<Result>(statement: Statement, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work()
    } catch (error) {
      throw await statementFailure(error, statement, this.connection)
    }
  }
}
