import type { SqlValue } from '../schema/sql-expression'
import type { DatabaseUrl } from './database-url'
import type { DialectName } from './index'

export type Row = Readonly<Record<string, SqlValue>>

/** A database that may be read. Placeholders are `?` on every dialect; values are those of `SqlValue` on every dialect. */
export interface ReadConnection {
  readonly dialect: DialectName
  readonly url: DatabaseUrl
  /** For people: "SQLite 3.54.1", "PostgreSQL 15.18". */
  readonly serverVersion: string
  query<R extends Row = Row>(sql: string, params?: readonly SqlValue[]): Promise<readonly R[]>
  close(): Promise<void>
}

/** A database that may be changed. Only a run, a scratch database and a restore get one. */
export interface WriteConnection extends ReadConnection {
  /** Runs one statement; the number of rows it changed. */
  execute(sql: string, params?: readonly SqlValue[]): Promise<number>
  /** Sends a text of several statements, without parameters, in one go. */
  script(sql: string): Promise<void>
}

export interface ConnectOptions {
  /** SQLite: do not create a missing file, do not write. */
  readonly readOnly?: boolean
  /** SQLite: create the file where it is missing. */
  readonly create?: boolean
  /** A database that is not there yet reads as an empty one; nothing is created. */
  readonly missingIsEmpty?: boolean
  /** SQLite: enforce foreign keys; true unless the configuration says otherwise. */
  readonly foreignKeys?: boolean
  /** PostgreSQL: the password, where it is not part of the URL. */
  readonly password?: string
  /** Told of every round trip, before it is sent. */
  readonly onStatement?: (sql: string) => void
  readonly signal?: AbortSignal
}

/** Opens databases of one kind. Failures are `CONNECTION_FAILED` with what is wrong and what to do. */
export interface Driver {
  connect(url: DatabaseUrl, options?: ConnectOptions): Promise<WriteConnection>
  /** While `work` runs, a database that takes long to open (PGlite) may stay open between two connections. */
  keepingOpen<T>(work: () => Promise<T>): Promise<T>
}
