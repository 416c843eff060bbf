import type { TableName } from '../../schema/table-name'
import type { ReadConnection } from '../connection'
import type { ConnectionRights } from '../dialect'

/** A socket of this machine counts as encrypted: nobody can listen there. */
export async function postgresqlRights(connection: ReadConnection): Promise<ConnectionRights> {
  const rows = await connection.query(`
    SELECT inet_client_addr() IS NULL OR coalesce((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false) AS encrypted,
      coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) AS can_create`)
  return { encrypted: rows[0]?.['encrypted'] === true, canCreate: rows[0]?.['can_create'] === true }
}

export async function hasPostgresqlTable(connection: ReadConnection, table: TableName): Promise<boolean> {
  const { name, schema } = table
  const rows = await connection.query(
    `SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p') AND c.relname = ? AND n.nspname = ${schema === null ? 'current_schema()' : '?'}`,
    schema === null ? [name] : [name, schema],
  )
  return rows.length > 0
}
