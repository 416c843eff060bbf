import type { SqlValue } from '../../schema/sql-expression'
import type { Operation } from '../operation'

export type ResultRow = Readonly<Record<string, SqlValue>>

/** Whoever carries operations out: a live migration, an offline script, a recorder. */
export interface OperationRunner {
  /**
   * Carries one operation out, after those before it. Rows for `query`, null for all else. A function is called when
   * its turn has come, for an operation that is made by running code.
   */
  run(operation: Operation | (() => Promise<Operation>)): Promise<readonly ResultRow[] | null>
  autocommit(work: () => Promise<void>): Promise<void>
  savepoint(work: () => Promise<void>): Promise<void>
}

/** What every part of `op` stands on. */
export class OperationsBase {
  protected readonly runner: OperationRunner

  constructor(runner: OperationRunner) {
    this.runner = runner
  }

  /** Leaves the transaction for the time of `work`: for what cannot run inside one (CREATE INDEX CONCURRENTLY). */
  autocommit(work: () => Promise<void>): Promise<void> {
    return this.runner.autocommit(work)
  }

  /** A place for trying: when `work` fails only what it did is rolled back, and the error may be caught. */
  savepoint(work: () => Promise<void>): Promise<void> {
    return this.runner.savepoint(work)
  }

  /** Carries out an operation that was made as a record. */
  async invoke(operation: Operation): Promise<void> {
    await this.runner.run(operation)
  }

  /** Marks a name as final: a naming convention leaves it alone. */
  f(name: string): string {
    return name
  }
}
