import type { Operation } from '../operations/operation'
import type { Column } from '../schema/column'
import type { ColumnType } from '../schema/column-type'
import type { Schema } from '../schema/schema'
import type { Table } from '../schema/table'
import type { TableName } from '../schema/table-name'
import type { BackupMethod } from './backup-method'
import type { Driver, ReadConnection, WriteConnection } from './connection'
import type { DatabaseUrl } from './database-url'
import type { DdlCompiler } from './ddl-compiler'
import type { DialectName } from './index'
import type { MigrationSession, SessionOptions } from './session'

export interface InspectOptions {
  /** Read every schema of the database, not only the default one (PostgreSQL). */
  readonly includeSchemas?: boolean
}

/** How two things of a schema are told apart on this dialect. Equal results mean equal to the database. */
export interface ComparisonRules {
  /** A model's table as this database would hold it: what it cannot hold is left out, what it spells another way is respelled. */
  stored(table: Table): Table
  type(type: ColumnType): string
  default(column: Column): string | null
  /** The normal form of an expression. Texts that differ here may still be equal where `serverPrints` is true. */
  expression(sql: string): string
  /** The server prints expressions in its own words: differing texts are decided on a scratch database. */
  readonly serverPrints: boolean
}

export interface ConnectionRights {
  readonly encrypted: boolean
  /** Whether tables may be created. */
  readonly canCreate: boolean
}

/** A database for trying things, gone when closed. */
export interface ScratchDatabase {
  readonly connection: WriteConnection
  close(): Promise<void>
}

export interface ScratchOptions {
  /** A database for scratch work where the connected server allows none. */
  readonly devUrl?: string
}

export interface OfflineOptions extends SessionOptions {
  /** The database whose schema is the state before the first revision (a dry run); null where the script starts from an empty one. */
  readonly startFrom: ReadConnection | null
  /** So many of the first revisions only bring the script's beginning about: they are not written. */
  readonly silentRevisions?: number
  /** Receives the script, piece by piece. */
  readonly write: (sql: string) => void
}

/** All that Retort knows of one kind of database. One folder each. */
export interface Dialect {
  readonly name: DialectName
  /** For people: "SQLite". */
  readonly label: string
  /** Whether revisions written by autogenerate wrap changes of a table in `batchAlterTable`. */
  readonly rendersAsBatch: boolean
  readonly ddl: DdlCompiler
  readonly driver: Driver
  readonly comparison: ComparisonRules
  readonly backup: BackupMethod
  /** Whether this dialect does the operation by building the table anew (SQLite). */
  rebuilds(operation: Operation): boolean
  /** Reads the schema in a fixed number of queries, whatever the number of tables. */
  inspect(connection: ReadConnection, options?: InspectOptions): Promise<Schema>
  /** What the connected user may do, and whether others can listen. */
  rights(connection: ReadConnection): Promise<ConnectionRights>
  /** Whether a table of that name is there. A question that never fails inside a transaction. */
  hasTable(connection: ReadConnection, table: TableName): Promise<boolean>
  /** The transactions of a run. */
  openSession(connection: WriteConnection, options: SessionOptions): Promise<MigrationSession>
  /** A session that writes a script instead; `schema` is the state before the first revision, where it is known. */
  openOfflineSession(options: OfflineOptions): Promise<MigrationSession>
  /** An empty database of the same kind as the one at `url`. */
  openScratch(url: DatabaseUrl, options?: ScratchOptions): Promise<ScratchDatabase>
}
