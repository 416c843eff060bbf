import type { TableName } from '../../schema/table-name'
import type { ReadConnection } from '../connection'
import type { ConnectionRights, Dialect, ScratchDatabase } from '../dialect'
import type { DatabaseUrl } from '../database-url'
import { sqliteBackup } from './backup'
import { sqliteComparison } from './comparison'
import { sqliteDdl } from './ddl'
import { sqliteDriver } from './driver'
import { quoteName } from './ddl-parser'
import { inspect } from './inspector'
import { openOfflineSession } from './offline-session'
import { rebuilds } from './rebuilds'
import { openSession } from './session'

/** SQLite: databases that are files. */
export const sqlite: Dialect = {
  name: 'sqlite',
  label: 'SQLite',
  rendersAsBatch: true,
  ddl: sqliteDdl,
  driver: sqliteDriver,
  comparison: sqliteComparison,
  backup: sqliteBackup,
  rebuilds,
  inspect,
  rights,
  hasTable,
  openSession,
  openOfflineSession,
  openScratch,
}

/** A file has no users and is not reached over a wire. */
async function rights(connection: ReadConnection): Promise<ConnectionRights> {
  const rows = await connection.query<{ query_only: number }>('PRAGMA query_only')
  return { encrypted: true, canCreate: rows[0]?.query_only !== 1 }
}

async function hasTable(connection: ReadConnection, { schema, name }: TableName): Promise<boolean> {
  const database = schema ?? 'main'
  const attached = await connection.query('SELECT 1 FROM pragma_database_list WHERE name = ? COLLATE NOCASE', [
    database,
  ])
  if (attached.length === 0) return false
  const rows = await connection.query(
    `SELECT 1 FROM ${quoteName(database)}.sqlite_schema WHERE type IN ('table', 'view') AND name = ? COLLATE NOCASE`,
    [name],
  )
  return rows.length > 0
}

async function openScratch(): Promise<ScratchDatabase> {
  const url: DatabaseUrl = {
    dialect: 'sqlite',
    text: 'sqlite::memory:',
    shown: 'sqlite::memory:',
    database: ':memory:',
  }
  const connection = await sqliteDriver.connect(url)
  return { connection, close: () => connection.close() }
}
