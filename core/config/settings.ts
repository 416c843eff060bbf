import type { DatabaseUrl } from '../dialects/database-url'
import type { Config } from './config'

/** When backups are taken by themselves, where they go, how many are kept. */
export interface BackupSettings {
  readonly before: 'upgrade-and-downgrade' | 'never'
  /** Absolute. */
  readonly directory: string
  readonly keep: number
}

/** A configuration with every default resolved and every path absolute. */
export interface Settings {
  /** The folder of the configuration file: what relative paths are relative to. */
  readonly folder: string
  readonly configFile: string
  /** The key under `databases`, null for the main database. */
  readonly databaseName: string | null
  /** The keys under `databases`. */
  readonly databaseNames: readonly string[]
  readonly url: DatabaseUrl
  /** Paths or patterns as written, absolute. */
  readonly model: readonly string[]
  readonly devUrl: DatabaseUrl | null
  readonly scriptLocation: string
  readonly versionLocations: readonly string[]
  readonly recursiveVersionLocations: boolean
  readonly fileTemplate: string
  readonly truncateSlugLength: number
  /** An IANA name; null is local time. */
  readonly timezone: string | null
  readonly versionTable: string
  readonly versionTableSchema: string | null
  readonly transactionPerMigration: boolean
  readonly compareType: NonNullable<Config['compareType']>
  readonly compareServerDefault: NonNullable<Config['compareServerDefault']>
  readonly includeSchemas: boolean
  /** null: as the dialect does. */
  readonly renderAsBatch: boolean | null
  readonly includeObject: NonNullable<Config['includeObject']> | null
  readonly includeName: NonNullable<Config['includeName']> | null
  readonly processRevisionDirectives: NonNullable<Config['processRevisionDirectives']> | null
  readonly onVersionApply: NonNullable<Config['onVersionApply']> | null
  readonly postWriteHooks: NonNullable<Config['postWriteHooks']>
  readonly namingConvention: NonNullable<Config['namingConvention']>
  readonly backup: BackupSettings
  /** SQLite connections enforce foreign keys. */
  readonly foreignKeys: boolean
}
