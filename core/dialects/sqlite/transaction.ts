import { setTimeout as delay } from 'node:timers/promises'
import { asRetortError, RetortError } from '../../errors'
import type { WriteConnection } from '../connection'
import type { SessionOptions } from '../session'
import { newOrphans, orphanFailure, orphansOf, type Orphans } from './orphans'
import { isLocked } from './statement-failure'

const POLL_MS = 25
const SAVEPOINT = '"retort_revision"'

/** Whether SQLite enforces foreign keys in a transaction. It can be chosen before BEGIN only. */
export type Enforcement = 'enforced' | 'suspended'

/**
 * The transaction that consecutive revisions share, with one savepoint for the revision that runs. A group ends where
 * enforcement of foreign keys has to change, since the pragma does nothing within a transaction.
 */
export class Transaction {
  #mode: Enforcement | 'closed' = 'closed'
  #inRevision = false
  #orphans: Orphans = new Map()

  private constructor(
    private readonly connection: WriteConnection,
    private readonly options: SessionOptions,
    private readonly found: { readonly foreignKeys: boolean; readonly legacyAlterTable: boolean },
  ) {}

  static async on(connection: WriteConnection, options: SessionOptions): Promise<Transaction> {
    return new Transaction(connection, options, {
      foreignKeys: (await pragma(connection, 'foreign_keys')) === 1,
      legacyAlterTable: (await pragma(connection, 'legacy_alter_table')) === 1,
    })
  }

  /** A rebuild drops the old table, and SQLite then acts on its children: true while that would happen. */
  get enforces(): boolean {
    return this.found.foreignKeys && this.#mode !== 'suspended'
  }

  get isInRevision(): boolean {
    return this.#inRevision
  }

  /** Opens the revision's savepoint, and the transaction where none is open. Resolves to true where one was begun. */
  async beginRevision(enforcement: Enforcement): Promise<boolean> {
    const wanted = this.found.foreignKeys ? enforcement : 'enforced'
    if (this.#mode !== 'closed' && this.#mode !== wanted) await this.commit()
    const begins = this.#mode === 'closed'
    if (begins) await this.#begin(wanted)
    await this.connection.script(`SAVEPOINT ${SAVEPOINT}`)
    this.#inRevision = true
    return begins
  }

  /** Keeps what the revision did. It is committed with those that follow, or at once where its commit may fail. */
  async endRevision(): Promise<void> {
    await this.#refuseNewOrphans()
    if (await this.#mayFailAtCommit()) return this.commit()
    await this.connection.script(`RELEASE ${SAVEPOINT}`)
    this.#inRevision = false
  }

  /** Undoes what the revision did, and commits the revisions before it. */
  async undoRevision(): Promise<void> {
    if (this.#inRevision) {
      this.#inRevision = false
      try {
        await this.connection.script(`ROLLBACK TO ${SAVEPOINT}; RELEASE ${SAVEPOINT}`)
      } catch {
        // After some failures (a full disk) SQLite has rolled back everything by itself: nothing is left to commit.
        this.#mode = 'closed'
      }
    }
    await this.commit()
  }

  /** Commits what is open; where that fails, the revision that runs can still be undone alone. */
  async commit(): Promise<void> {
    if (this.#mode === 'closed') return
    try {
      await this.#patiently('COMMIT', new AbortController().signal)
    } catch (error) {
      throw isForeignKeyFailure(error) ? orphanFailure(await orphansOf(this.connection), 'at its end') : error
    }
    this.#mode = 'closed'
    this.#inRevision = false
  }

  async rollback(): Promise<void> {
    if (this.#mode === 'closed') return
    this.#mode = 'closed'
    this.#inRevision = false
    await this.connection.script('ROLLBACK').catch(ignoreNothingToRollBack)
  }

  /** Puts the connection's settings back to what they were when the run began. */
  async restoreSettings(): Promise<void> {
    const { foreignKeys, legacyAlterTable } = this.found
    await this.connection.script(
      `PRAGMA legacy_alter_table=${onOff(legacyAlterTable)}; PRAGMA foreign_keys=${onOff(foreignKeys)}`,
    )
  }

  async #begin(mode: Enforcement): Promise<void> {
    if (this.found.foreignKeys) await this.connection.script(`PRAGMA foreign_keys=${onOff(mode === 'enforced')}`)
    await this.#patiently('BEGIN IMMEDIATE', this.options.signal)
    this.#mode = mode
    this.#orphans = mode === 'suspended' ? await orphansOf(this.connection) : new Map()
  }

  /** Without enforcement a revision's own DELETE cascades to nothing; what it left behind shows here. */
  async #refuseNewOrphans(): Promise<void> {
    if (this.#mode !== 'suspended') return
    const after = await orphansOf(this.connection)
    const orphans = newOrphans(this.#orphans, after)
    if (orphans.size > 0) throw orphanFailure(orphans, 'while foreign keys were not enforced')
    this.#orphans = after
  }

  /** A deferred foreign key is checked at COMMIT. Such a revision is committed alone, so that it can only fail alone. */
  async #mayFailAtCommit(): Promise<boolean> {
    if (!this.enforces) return false
    if ((await pragma(this.connection, 'defer_foreign_keys')) === 1) return true
    const deferred = await this.connection.query(`SELECT 1 FROM sqlite_schema WHERE sql LIKE '%deferred%' LIMIT 1`)
    return deferred.length > 0
  }

  /** Runs BEGIN or COMMIT, asking again while another program holds the database. SQLite's own wait could not be cancelled. */
  async #patiently(sql: string, signal: AbortSignal): Promise<void> {
    const { lockTimeoutMs, onEvent } = this.options
    const timeout = await pragma(this.connection, 'busy_timeout')
    const deadline = performance.now() + lockTimeoutMs
    await this.connection.script('PRAGMA busy_timeout=0')
    try {
      for (let tries = 0; !(await this.#attempt(sql, deadline)); tries++) {
        if (tries === 0)
          onEvent({ kind: 'waiting', message: 'Another program is writing to the database; waiting for it.' })
        await delay(POLL_MS, undefined, { signal })
      }
    } catch (error) {
      throw error instanceof Error && error.name === 'AbortError' ? asRetortError(error) : error
    } finally {
      await this.connection.script(`PRAGMA busy_timeout=${timeout}`)
    }
  }

  async #attempt(sql: string, deadline: number): Promise<boolean> {
    try {
      await this.connection.script(sql)
      return true
    } catch (error) {
      if (!isLocked(error)) throw error
      if (performance.now() < deadline) return false
      throw new RetortError('DATABASE_LOCKED', 'Another program has been writing to the database all this time.', {
        hint: 'Close the other program, or wait until it is done, then run this again.',
        cause: error,
      })
    }
  }
}

async function pragma(connection: WriteConnection, name: string): Promise<number> {
  const [row] = await connection.query(`PRAGMA ${name}`)
  return Number(Object.values(row ?? {})[0] ?? 0)
}

const onOff = (on: boolean): string => (on ? 'ON' : 'OFF')

const isForeignKeyFailure = (error: unknown): boolean =>
  error instanceof Error && error.message.includes('FOREIGN KEY constraint failed')

/** After some failures SQLite has rolled back already. */
function ignoreNothingToRollBack(error: unknown): void {
  if (!(error instanceof Error) || !error.message.includes('no transaction is active')) throw error
}
