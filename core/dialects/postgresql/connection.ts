import type { ReadConnection, WriteConnection } from '../connection'

/** A connection whose running statement another connection can stop. PGlite, one process with one connection, has none. */
export interface CancellableConnection extends WriteConnection {
  /** Asks the server to stop what this connection is doing; resolves when it has been told. */
  cancelRunning(): Promise<void>
}

export const isCancellable = (connection: ReadConnection): connection is CancellableConnection =>
  'cancelRunning' in connection

/** The server's version from `version()`: "PostgreSQL 15.18". */
export const shortVersion = (version: string): string => /^PostgreSQL \S+/.exec(version)?.[0] ?? version
