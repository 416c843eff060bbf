import type { Dialect } from '../dialect'
import { postgresqlBackup } from './backup'
import { postgresqlComparison } from './comparison'
import { PostgresqlDdlCompiler } from './ddl-compiler'
import { postgresqlDriver } from './driver'
import { inspectPostgresql } from './inspector'
import { openPostgresqlOfflineSession } from './offline-session'
import { hasPostgresqlTable, postgresqlRights } from './questions'
import { openPostgresqlScratch } from './scratch'
import { openPostgresqlSession } from './session'

const ddl = new PostgresqlDdlCompiler('PostgreSQL')

/** PostgreSQL 13 and later. */
export const postgresql: Dialect = {
  name: 'postgresql',
  label: 'PostgreSQL',
  rendersAsBatch: false,
  rebuilds: () => false,
  ddl,
  driver: postgresqlDriver,
  comparison: postgresqlComparison,
  backup: postgresqlBackup,
  inspect: inspectPostgresql,
  rights: postgresqlRights,
  hasTable: hasPostgresqlTable,
  openSession: (connection, options) => openPostgresqlSession(connection, options, ddl),
  openOfflineSession: async options => openPostgresqlOfflineSession(options, ddl, 'postgresql'),
  openScratch: openPostgresqlScratch,
}
