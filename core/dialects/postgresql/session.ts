import { asRetortError, RetortError } from '../../errors'
import type { Operation } from '../../operations/operation'
import { qualified } from '../../schema/table-name'
import type { Row, WriteConnection } from '../connection'
import type { DdlCompiler } from '../ddl-compiler'
import type { MigrationSession, Performer, RevisionWork, SessionOptions } from '../session'
import { releaseLock, takeLock } from './advisory-lock'
import { isCancelled } from './failure'
import { leftOverIndex } from './left-over-index'
import { SessionConnection } from './session-connection'

/**
 * The transactions of a run on PostgreSQL: one for the run, or one for each revision with `transactionPerMigration`.
 * A failure rolls back all that is open. Another run waits until this one has finished.
 */
export async function openPostgresqlSession(
  connection: WriteConnection,
  options: SessionOptions,
  ddl: DdlCompiler,
): Promise<MigrationSession> {
  await takeLock(connection, options)
  return new PostgresqlSession(connection, options, ddl)
}

class PostgresqlSession implements MigrationSession {
  #inTransaction = false
  #savepoints = 0
  #hasCommittedInside = false
  #isOver = false
  readonly #watched: SessionConnection

  constructor(
    private readonly connection: WriteConnection,
    private readonly options: SessionOptions,
    private readonly ddl: DdlCompiler,
  ) {
    this.#watched = new SessionConnection(connection, options)
  }

  async revision(work: RevisionWork): Promise<boolean> {
    this.#watched.failure = null
    this.#hasCommittedInside = false
    try {
      this.#watched.stopWhenCancelled()
      await this.#begin()
      if (!(await work.isStillDue(this.connection))) {
        if (this.options.transactionPerMigration) await this.#commit()
        return false
      }
      await work.body(this.#performer())
      if (this.#watched.failure !== null) throw this.#watched.failure
      await work.record(this.#watched)
      if (this.options.transactionPerMigration) await this.#commit()
      return true
    } catch (error) {
      await this.#rollback()
      throw this.#explained(error)
    }
  }

  async finish(): Promise<void> {
    try {
      await this.#commit()
    } finally {
      await this.#end()
    }
  }

  async abandon(): Promise<void> {
    await this.#rollback()
    await this.#end()
  }

  #performer(): Performer {
    return {
      connection: this.#watched,
      perform: operation => this.#perform(operation),
      autocommit: work => this.#autocommit(work),
      savepoint: work => this.#savepoint(work),
    }
  }

  async #perform(operation: Operation): Promise<readonly Row[] | null> {
    if (operation.kind === 'query') return this.#watched.query(operation.sql, operation.params)
    if (operation.kind === 'batchAlterTable' && !this.#inTransaction) {
      for (const part of operation.operations) await this.#perform(part)
      return null
    }
    if (!this.#inTransaction && (await this.#isDoneAlready(operation))) return null
    const statements = this.ddl.compile(operation)
    for (const [position, { sql, params }] of statements.entries()) {
      await this.#watched.execute(sql, params)
      if (operation.kind === 'bulkInsert') this.#reportRows(operation, (position + 1) / statements.length)
    }
    return null
  }

  /**
   * A run that was killed in the midst of an autocommit block does it again from its start. True where an index was
   * finished then and stays; one that was not is dropped, to be built again.
   */
  async #isDoneAlready(operation: Operation): Promise<boolean> {
    const found = await leftOverIndex(this.connection, this.ddl, operation)
    if (found === null) return false
    const what = found.isWhole ? 'is there already, as it shall be' : 'was left unfinished; it is built again'
    this.options.onEvent({ kind: 'note', message: `The index "${found.name}" ${what}.` })
    if (!found.isWhole) await this.#watched.execute(`DROP INDEX CONCURRENTLY ${found.spelled}`)
    return found.isWhole
  }

  #reportRows({ table, rows }: Extract<Operation, { kind: 'bulkInsert' }>, share: number): void {
    const total = rows.length
    this.options.onEvent({ kind: 'rows', table: qualified(table), done: Math.round(total * share), total })
  }

  /**
   * Commits what the run has done so far (the revisions before with their version rows, and this revision's own
   * statements up to here), runs `work` with every statement on its own, then begins again. A failure from here on
   * leaves all of that in the database, while this revision counts as not done.
   */
  async #autocommit(work: () => Promise<void>): Promise<void> {
    if (this.#savepoints > 0) throw misplaced('An autocommit block cannot stand inside a savepoint')
    if (!this.#inTransaction) return work()
    await this.#commit()
    this.#hasCommittedInside = true
    await work()
    await this.#begin()
  }

  async #savepoint(work: () => Promise<void>): Promise<void> {
    if (!this.#inTransaction) throw misplaced('A savepoint cannot stand inside an autocommit block')
    this.#savepoints += 1
    const name = `retort_${this.#savepoints}`
    try {
      await this.connection.script(`SAVEPOINT ${name}`)
      await work()
      if (this.#watched.failure !== null) throw this.#watched.failure
      await this.connection.script(`RELEASE SAVEPOINT ${name}`)
    } catch (error) {
      await this.connection.script(`ROLLBACK TO SAVEPOINT ${name}; RELEASE SAVEPOINT ${name}`)
      this.#watched.failure = null
      throw error
    } finally {
      this.#savepoints -= 1
    }
  }

  async #begin(): Promise<void> {
    if (this.#inTransaction) return
    await this.connection.script('BEGIN')
    this.#inTransaction = true
  }

  async #commit(): Promise<void> {
    if (!this.#inTransaction) return
    this.#inTransaction = false
    await this.connection.script('COMMIT')
  }

  /** Never fails: where the connection is gone, the server has rolled back by itself. */
  async #rollback(): Promise<void> {
    if (!this.#inTransaction) return
    this.#inTransaction = false
    this.#savepoints = 0
    await this.connection
      .script('ROLLBACK')
      .catch(() => this.connection.script('ROLLBACK'))
      .catch(() => undefined)
  }

  async #end(): Promise<void> {
    if (this.#isOver) return
    this.#isOver = true
    await releaseLock(this.connection, this.options).catch(() => undefined)
  }

  #explained(error: unknown): RetortError {
    const failure = asRetortError(error)
    if (this.options.signal.aborted && isCancelled(failure.cause))
      return new RetortError('CANCELLED', 'Cancelled; nothing of what was open is kept.', { cause: error })
    if (!this.#hasCommittedInside) return failure
    return failure.with({
      hint: 'What ran up to the autocommit block is committed; the revision itself is not marked as done. Put it right, then run it again.',
    })
  }
}

const misplaced = (what: string): RetortError =>
  new RetortError('BAD_OPERATION', `${what}.`, { hint: 'Put the one behind the other.' })
