import type { Operation } from '../operations/operation'
import type { Row, WriteConnection } from './connection'

/** What a run tells those who watch it. */
export type RunEvent =
  | { readonly kind: 'waiting'; readonly message: string }
  | { readonly kind: 'statement'; readonly sql: string }
  | { readonly kind: 'rows'; readonly table: string; readonly done: number; readonly total: number }
  | { readonly kind: 'note'; readonly message: string }

export interface SessionOptions {
  readonly onEvent: (event: RunEvent) => void
  /** Looked at between statements and between slices of a copy. */
  readonly signal: AbortSignal
  /** PostgreSQL: one transaction for each revision rather than one for the run. */
  readonly transactionPerMigration: boolean
  /** How long to wait for another runner, in milliseconds. */
  readonly lockTimeoutMs: number
  /** The version table, kept out of every proof and comparison. */
  readonly versionTable: string
}

/** What a revision's code may ask of the session while it runs. */
export interface Performer {
  /** Carries an operation out. Rows for `query`, null for all else. */
  perform(operation: Operation): Promise<readonly Row[] | null>
  /** Leaves the transaction for the time of `work`. */
  autocommit(work: () => Promise<void>): Promise<void>
  /** Rolls back what `work` did, and only that, when it fails; the failure goes on to the caller. */
  savepoint(work: () => Promise<void>): Promise<void>
  readonly connection: WriteConnection
}

/** One revision to be run, as the session sees it. */
export interface RevisionWork {
  /** The revision's id, for messages. */
  readonly revision: string
  /** Asked at the start of every transaction: false when another runner has done this step meanwhile. */
  isStillDue(connection: WriteConnection): Promise<boolean>
  /** The revision's code. Called again from its start when the session has to begin anew. */
  body(performer: Performer): Promise<void>
  /** Writes the version rows, in the transaction of the body. */
  record(connection: WriteConnection): Promise<void>
}

/** The transactions of one run on one database. Every revision is done wholly or not at all. */
export interface MigrationSession {
  /** Runs one revision. Resolves to false when there was nothing left to do. */
  revision(work: RevisionWork): Promise<boolean>
  /** Commits what is open and puts the connection's settings back. */
  finish(): Promise<void>
  /** Rolls back what is open and puts the connection's settings back. */
  abandon(): Promise<void>
}

/** Thrown by a session through a revision's code to unwind it; the session catches it, no person ever sees it. */
export class SessionSignal extends Error {
  override readonly name = 'SessionSignal'
}
