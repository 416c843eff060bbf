import { RetortError } from '../../errors'
import type { SqlValue } from '../../schema/sql-expression'
import type { ReadConnection, Row } from '../connection'

/** Rows whose foreign key leads nowhere: how many of each table, parent and row. */
export type Orphans = ReadonlyMap<string, Orphan>

interface Orphan {
  readonly table: string
  readonly parent: string
  readonly rowid: SqlValue
  readonly count: number
}

interface Violation extends Row {
  readonly table: string
  readonly parent: string
  readonly rowid: SqlValue
}

const SHOWN = 3

/** Every orphan in the database, or in the tables named. A foreign key that SQLite cannot check is left out. */
export async function orphansOf(connection: ReadConnection, tables?: readonly string[]): Promise<Orphans> {
  const orphans = new Map<string, Orphan>()
  for (const table of tables ?? (await tablesWithForeignKeys(connection))) {
    for (const violation of await violationsOf(connection, table)) {
      const key = JSON.stringify([violation.table, violation.parent, String(violation.rowid)])
      orphans.set(key, { ...violation, count: (orphans.get(key)?.count ?? 0) + 1 })
    }
  }
  return orphans
}

/** Those that were not there before. */
export function newOrphans(before: Orphans, after: Orphans): Orphans {
  return new Map([...after].filter(([key, { count }]) => count > (before.get(key)?.count ?? 0)))
}

/** What to say about them. `when` tells how they came about. */
export function orphanFailure(orphans: Orphans, when: string): RetortError {
  return new RetortError('MIGRATION_FAILED', `The revision leaves ${orphansInWords(orphans)} ${when}.`, {
    hint: 'Delete or change those rows first; a revision that deletes rows and rebuilds a table is best made two revisions.',
  })
}

/** For people: `3 rows of "orders" without their row in "users" (rows 4, 7, 9)`. */
export function orphansInWords(orphans: Orphans): string {
  const groups = Map.groupBy(orphans.values(), ({ table, parent }) => JSON.stringify([table, parent]))
  const words = [...groups.values()].map(group => {
    const [first] = group
    const rowids = group.flatMap(({ rowid }) => (rowid === null ? [] : [String(rowid)])).slice(0, SHOWN)
    const total = group.reduce((sum, { count }) => sum + count, 0)
    const where = rowids.length === 0 ? '' : ` (rowid ${rowids.join(', ')}${total > rowids.length ? ', …' : ''})`
    return `${total} ${total === 1 ? 'row' : 'rows'} of "${first?.table}" without the row of "${first?.parent}" it refers to${where}`
  })
  return words.join(' and ') || 'rows whose foreign key leads nowhere'
}

async function tablesWithForeignKeys(connection: ReadConnection): Promise<readonly string[]> {
  const rows = await connection.query<{ readonly name: string }>(
    `SELECT DISTINCT t.name FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) WHERE t.type = 'table' AND t.sql NOT LIKE 'CREATE VIRTUAL%'`,
  )
  return rows.map(({ name }) => name)
}

/** The tables, of those named, with a foreign key to columns that are no key, or not there: SQLite cannot check it. */
export async function uncheckableTables(
  connection: ReadConnection,
  tables: readonly string[],
): Promise<ReadonlySet<string>> {
  const uncheckable = new Set<string>()
  for (const table of tables) if ((await checkTable(connection, table)) === null) uncheckable.add(table)
  return uncheckable
}

async function violationsOf(connection: ReadConnection, table: string): Promise<readonly Violation[]> {
  return (await checkTable(connection, table)) ?? []
}

/** Null for a foreign key that is an error of the schema, not of a row. */
async function checkTable(connection: ReadConnection, table: string): Promise<readonly Violation[] | null> {
  try {
    return await connection.query<Violation>('SELECT "table", parent, rowid FROM pragma_foreign_key_check(?)', [table])
  } catch (error) {
    if (error instanceof Error && error.message.includes('foreign key mismatch')) return null
    throw error
  }
}
