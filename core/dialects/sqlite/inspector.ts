import type { Column } from '../../schema/column'
import type { Schema, View } from '../../schema/schema'
import type { Table } from '../../schema/table'
import { tableName } from '../../schema/table-name'
import type { ReadConnection } from '../connection'
import { foldName, isVirtualTable, parseCreateView, quoteName } from './ddl-parser'
import { readDefault } from './default-text'
import { readTable } from './read-table'
import { readType } from './read-type'

type StoredObject = {
  readonly type: 'table' | 'index' | 'view' | 'trigger'
  readonly name: string
  readonly table: string
  readonly sql: string
}

/**
 * Reads the schema from the stored texts: one query for all of them, one for the tables that virtual tables keep their
 * data in, and one for tables whose text cannot be read.
 */
export async function inspect(connection: ReadConnection): Promise<Schema> {
  const objects = await connection.query<StoredObject>(
    `SELECT type, name, tbl_name AS "table", sql FROM sqlite_schema
     WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid`,
  )
  const shadows = await shadowTables(connection, objects)
  const stored = objects.filter(({ type, name, sql }) => type === 'table' && !isVirtualTable(sql) && !shadows.has(name))
  const tables = await readTables(connection, stored, indexesByTable(objects))
  const views = objects.filter(({ type }) => type === 'view').map(readView)
  return { tables, views, enums: [] }
}

/** FTS5, R-Tree and others keep their data in tables that are nobody else's business. */
async function shadowTables(
  connection: ReadConnection,
  objects: readonly StoredObject[],
): Promise<ReadonlySet<string>> {
  if (!objects.some(({ type, sql }) => type === 'table' && isVirtualTable(sql))) return new Set()
  const rows = await connection.query<{ name: string }>(
    `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow'`,
  )
  return new Set(rows.map(({ name }) => name))
}

function indexesByTable(objects: readonly StoredObject[]): ReadonlyMap<string, readonly string[]> {
  const indexes = objects.filter(({ type }) => type === 'index')
  const grouped = Map.groupBy(indexes, ({ table }) => foldName(table))
  return new Map([...grouped].map(([table, group]) => [table, group.map(({ sql }) => sql)]))
}

async function readTables(
  connection: ReadConnection,
  stored: readonly StoredObject[],
  indexes: ReadonlyMap<string, readonly string[]>,
): Promise<readonly Table[]> {
  const read = stored.map(({ name, sql }) => attempt(() => readTable(sql, indexes.get(foldName(name)) ?? [])))
  const unread = stored.filter((_, position) => read[position] === null).map(({ name }) => name)
  const bare = unread.length === 0 ? new Map<string, readonly Column[]>() : await bareColumns(connection, unread)
  return stored.map(({ name }, position) => read[position] ?? bareTable(name, bare.get(name) ?? []))
}

/** One definition that cannot be read must not hide the others. */
function attempt<Result>(work: () => Result): Result | null {
  try {
    return work()
  } catch {
    return null
  }
}

type ColumnRow = {
  readonly table: string
  readonly name: string
  readonly type: string
  readonly notnull: number
  readonly default: string | null
}

/** What SQLite itself makes of a table whose text is beyond the parser. */
async function bareColumns(
  connection: ReadConnection,
  names: readonly string[],
): Promise<ReadonlyMap<string, readonly Column[]>> {
  const rows = await connection.query<ColumnRow>(
    `SELECT t.value AS "table", c.name, c.type, c."notnull", c.dflt_value AS "default"
     FROM json_each(?) t, pragma_table_xinfo(t.value) c ORDER BY t.key, c.cid`,
    [JSON.stringify(names)],
  )
  const byTable = Map.groupBy(rows, ({ table }) => table)
  return new Map([...byTable].map(([table, group]) => [table, group.map(bareColumn)]))
}

function bareColumn(row: ColumnRow): Column {
  const type = readType(row.type)
  return {
    name: row.name,
    type,
    nullable: row.notnull === 0,
    default: row.default === null ? null : readDefault(row.default, type),
    comment: null,
    collation: null,
    generated: null,
    identity: null,
    autoIncrement: 'auto',
  }
}

const bareTable = (name: string, columns: readonly Column[]): Table => ({
  kind: 'table',
  name: tableName(name),
  columns,
  primaryKey: null,
  uniques: [],
  foreignKeys: [],
  checks: [],
  indexes: [],
  comment: null,
  strict: false,
  withoutRowid: false,
})

function readView({ name, sql }: StoredObject): View {
  const view = attempt(() => parseCreateView(sql))
  return { kind: 'view', name: tableName(name), sql: view === null ? sql : withColumns(name, view) }
}

/** The names in `CREATE VIEW v (a, b) AS …` are part of what the view says. */
function withColumns(
  name: string,
  { columns, query }: { readonly columns: readonly string[]; readonly query: string },
): string {
  if (columns.length === 0) return query
  return `WITH ${quoteName(name)} (${columns.map(quoteName).join(', ')}) AS (${query}) SELECT * FROM ${quoteName(name)}`
}
