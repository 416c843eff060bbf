import type { Dialect } from '../dialect'
import { postgresqlComparison } from '../postgresql/comparison'
import { PostgresqlDdlCompiler } from '../postgresql/ddl-compiler'
import { inspectPostgresql } from '../postgresql/inspector'
import { openPostgresqlOfflineSession } from '../postgresql/offline-session'
import { hasPostgresqlTable } from '../postgresql/questions'
import { openPgliteScratch } from '../postgresql/scratch'
import { openPostgresqlSession } from '../postgresql/session'
import { pgliteBackup } from './backup'
import { pgliteDriver } from './driver'

const ddl = new PostgresqlDdlCompiler('PGlite')

/** A PostgreSQL inside the program: PostgreSQL's own compiler, inspector and session on another driver. */
export const pglite: Dialect = {
  name: 'pglite',
  label: 'PGlite',
  rendersAsBatch: false,
  rebuilds: () => false,
  ddl,
  driver: pgliteDriver,
  comparison: postgresqlComparison,
  backup: pgliteBackup,
  inspect: inspectPostgresql,
  rights: async () => ({ encrypted: true, canCreate: true }),
  hasTable: hasPostgresqlTable,
  openSession: (connection, options) => openPostgresqlSession(connection, options, ddl),
  openOfflineSession: async options => openPostgresqlOfflineSession(options, ddl, 'pglite'),
  openScratch: openPgliteScratch,
}
