import type { WriteConnection } from '../connection'
import type { MigrationSession, RevisionWork, SessionOptions } from '../session'
import { probedCapabilities } from './capabilities'
import { OnlineExecutor, type Executor } from './executor'
import { RevisionPerformer, type Step } from './revision-performer'
import { Transaction } from './transaction'

/**
 * The transactions of a run on SQLite: every revision stands on its own, consecutive ones share a commit. A revision
 * that comes to rebuild a table with foreign keys to it, after it did other things, is undone and run again from its
 * start, this time with foreign keys not enforced.
 */
export async function openSession(connection: WriteConnection, options: SessionOptions): Promise<MigrationSession> {
  const executor = new OnlineExecutor(connection, await probedCapabilities(), options)
  return new SqliteSession(executor, await Transaction.on(connection, options))
}

class SqliteSession implements MigrationSession {
  constructor(
    private readonly executor: Executor,
    private readonly transaction: Transaction,
  ) {}

  async revision(work: RevisionWork): Promise<boolean> {
    const committed: Step[] = []
    const done = await this.#attempt(work, committed, false)
    if (done !== 'startOver') return done
    this.executor.tell({
      kind: 'note',
      message: 'Starting the revision over with foreign keys not enforced: it rebuilds a table that others refer to.',
    })
    return (await this.#attempt(work, committed, true)) === true
  }

  async finish(): Promise<void> {
    try {
      await this.transaction.commit()
    } catch (error) {
      await this.transaction.rollback()
      throw error
    } finally {
      await this.transaction.restoreSettings()
    }
  }

  async abandon(): Promise<void> {
    await this.transaction.rollback()
    await this.transaction.restoreSettings()
  }

  async #attempt(work: RevisionWork, committed: Step[], suspended: boolean): Promise<boolean | 'startOver'> {
    const { transaction, executor } = this
    const performer = new RevisionPerformer({ transaction, executor, work, committed, suspended })
    try {
      await work.body(performer)
      await performer.enter()
      executor.throwIfCancelled()
      await work.record(executor.connection)
      await transaction.endRevision()
      return true
    } catch (error) {
      await transaction.undoRevision()
      if (performer.unwinding === 'startOver') return 'startOver'
      if (performer.unwinding === 'nothingLeft') return false
      throw error
    }
  }
}
