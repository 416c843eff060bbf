import { RetortError } from '../../../errors'
import { qualified, type TableName } from '../../../schema/table-name'
import type { Row } from '../../connection'
import { parseCreateTable, quoteName, sameName, type CreateTableStatement } from '../ddl-parser'
import type { Executor } from '../executor'

/** An index, a trigger or a view with its text. */
export interface StoredObject {
  readonly name: string
  readonly sql: string
}

export interface StoredColumn {
  readonly name: string
  readonly type: string
  readonly generated: boolean
  /** The place in the primary key, from 1; 0 outside it. */
  readonly keyPosition: number
}

/** A table as it stands in the file. */
export interface StoredTable {
  /** The schema it lives in: `main`, or the name of an attached database. */
  readonly schema: string
  readonly name: string
  readonly statement: CreateTableStatement
  readonly columns: readonly StoredColumn[]
  /** Those with a text of their own; the indexes of constraints have none. */
  readonly indexes: readonly StoredObject[]
  readonly triggers: readonly StoredObject[]
  readonly rows: RowIdentity
}

/** How a row of a table is told from the others: by its rowid under a name that no column takes, or by its key. */
export interface RowIdentity {
  readonly withoutRowid: boolean
  /** A name for the rowid; null where there is none, or where columns have taken all its names. */
  readonly rowid: string | null
  /** The column that is the rowid: an INTEGER PRIMARY KEY. */
  readonly alias: string | null
}

export const schemaOf = ({ schema }: TableName): string => schema ?? 'main'

export const spelled = (schema: string, name: string): string =>
  schema === 'main' ? quoteName(name) : `${quoteName(schema)}.${quoteName(name)}`

export const schemaTable = (schema: string): string => `${quoteName(schema)}.sqlite_schema`

interface SchemaRow extends Row {
  readonly type: string
  readonly name: string
  readonly sql: string
}

/** Reads a table; null where there is none of that name. */
export async function findStoredTable(executor: Executor, address: TableName): Promise<StoredTable | null> {
  const schema = schemaOf(address)
  await refuseUnknownDatabase(executor, schema)
  const objects = await executor.read<SchemaRow>(
    `SELECT type, name, sql FROM ${schemaTable(schema)} WHERE tbl_name = ? COLLATE NOCASE AND sql IS NOT NULL ORDER BY rowid`,
    [address.name],
  )
  const table = objects.find(({ type, name }) => type === 'table' && sameName(name, address.name))
  if (table === undefined) return null
  const columns = await columnsOf(executor, schema, table.name)
  const statement = parseCreateTable(table.sql)
  const ofType = (wanted: string) =>
    objects.filter(({ type }) => type === wanted).map(({ name, sql }) => ({ name, sql }))
  return {
    schema,
    name: table.name,
    statement,
    columns,
    indexes: ofType('index'),
    triggers: ofType('trigger'),
    rows: await rowIdentity(executor, { schema, name: table.name, columns, withoutRowid: statement.withoutRowid }),
  }
}

/** A schema of SQLite is a file that is attached, and only this connection's own is there by itself. */
async function refuseUnknownDatabase(executor: Executor, schema: string): Promise<void> {
  if (sameName(schema, 'main')) return
  const known = await executor.read('SELECT 1 FROM pragma_database_list WHERE name = ? COLLATE NOCASE', [schema])
  if (known.length > 0 || sameName(schema, 'temp')) return
  throw new RetortError(
    'UNSUPPORTED_BY_DIALECT',
    `There is no attached database "${schema}" whose tables could be changed.`,
    {
      hint: 'Leave the schema out, or give the other file a configuration of its own (databases in retort.config.ts).',
    },
  )
}

export async function storedTable(executor: Executor, address: TableName): Promise<StoredTable> {
  const table = await findStoredTable(executor, address)
  if (table !== null) return table
  throw new RetortError('BAD_OPERATION', `There is no table "${qualified(address)}".`, {
    hint: 'Look at the order of the operations, or correct the name.',
  })
}

export async function columnsOf(executor: Executor, schema: string, table: string): Promise<readonly StoredColumn[]> {
  const rows = await executor.read<{ name: string; type: string; hidden: number; pk: number }>(
    'SELECT name, type, hidden, pk FROM pragma_table_xinfo(?, ?) ORDER BY cid',
    [table, schema],
  )
  return rows.map(({ name, type, hidden, pk }) => ({ name, type, generated: hidden !== 0, keyPosition: pk }))
}

interface Shape {
  readonly schema: string
  readonly name: string
  readonly columns: readonly StoredColumn[]
  readonly withoutRowid: boolean
}

/** An INTEGER PRIMARY KEY is the rowid unless SQLite has made an index for it (as it does for `INTEGER PRIMARY KEY DESC`). */
export async function rowIdentity(executor: Executor, shape: Shape): Promise<RowIdentity> {
  if (shape.withoutRowid) return { withoutRowid: true, rowid: null, alias: null }
  const free = ['rowid', '_rowid_', 'oid'].find(name => !shape.columns.some(column => sameName(column.name, name)))
  const keys = shape.columns.filter(({ keyPosition }) => keyPosition > 0)
  const [key] = keys
  if (keys.length !== 1 || key === undefined || key.type.toUpperCase() !== 'INTEGER') {
    return { withoutRowid: false, rowid: free ?? null, alias: null }
  }
  const indexes = await executor.read(`SELECT 1 FROM pragma_index_list(?, ?) WHERE origin = 'pk'`, [
    shape.name,
    shape.schema,
  ])
  const alias = indexes.length === 0 ? key.name : null
  return { withoutRowid: false, rowid: free ?? (alias === null ? null : quoteName(alias)), alias }
}

/** The tables with a foreign key to this one, itself among them where it has one. */
export async function referencingTables(
  executor: Executor,
  schema: string,
  table: string,
): Promise<readonly ReferencingKey[]> {
  return executor.read<ReferencingKey>(
    `SELECT t.name AS child, k."from" AS "from", k."to" AS "to" FROM ${schemaTable(schema)} t
     JOIN pragma_foreign_key_list(t.name, ${quoteText(schema)}) k
     WHERE t.type = 'table' AND t.sql NOT LIKE 'CREATE VIRTUAL%' AND k."table" = ? COLLATE NOCASE`,
    [table],
  )
}

export interface ReferencingKey extends Row {
  readonly child: string
  readonly from: string
  /** Null where the key refers to the primary key without naming it. */
  readonly to: string | null
}

export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`
