import { RetortError } from '../../../errors'
import type { SqlValue } from '../../../schema/sql-expression'
import type { Row } from '../../connection'
import { parseCreateTable, quoteName, sameName } from '../ddl-parser'
import type { Executor } from '../executor'
import { newOrphans, orphansInWords, orphansOf, uncheckableTables, type Orphans } from '../orphans'
import { brokenObjects } from './broken-objects'
import { rowMatch, type TablePair } from './copy-rows'
import { quoteText, referencingTables, schemaTable, spelled, type StoredTable } from './stored-table'

/** Above this size a whole check of the file takes too long; the quick one leaves out the comparison of indexes. */
const QUICK_CHECK_ABOVE_BYTES = 64 * 1024 * 1024

/** What must be the same after the change, written down before it. */
export interface Evidence {
  readonly rowCount: number
  readonly children: ReadonlyMap<string, string>
  /** The text of everything else in the schema, by type and name. */
  readonly others: ReadonlyMap<string, string>
  readonly sequence: SqlValue
  readonly related: readonly string[]
  readonly orphans: Orphans
  readonly uncheckable: ReadonlySet<string>
  readonly broken: ReadonlySet<string>
}

/** Writes down what a change of this table must leave alone. */
export async function gatherEvidence(executor: Executor, table: StoredTable): Promise<Evidence> {
  const keys = await referencingTables(executor, table.schema, table.name)
  const related = [...new Set([table.name, ...keys.map(({ child }) => child)])]
  return {
    rowCount: await countRows(executor, spelled(table.schema, table.name)),
    children: await childCounts(executor, table),
    others: await textsOfOthers(executor, table),
    sequence: await sequenceOf(executor, table),
    related,
    orphans: table.schema === 'main' ? await orphansOf(executor.connection, related) : new Map(),
    uncheckable: await uncheckableTables(executor.connection, table.schema === 'main' ? related : []),
    broken: new Set((await brokenObjects(executor, table)).map(({ name }) => name)),
  }
}

/** Compares the old table with the new one, while both are there: as many rows, and every untouched value the same. */
export async function proveRows(executor: Executor, pair: TablePair, evidence: Evidence): Promise<void> {
  const { old, newName } = pair
  const copied = await countRows(executor, spelled(old.schema, newName))
  if (copied !== evidence.rowCount) lost(`${evidence.rowCount - copied} of ${evidence.rowCount} rows of "${old.name}"`)
  const columns = untouchedColumns(pair)
  const match = rowMatch(pair)
  if (match === null || columns.length === 0) return
  const differing = columns.map(
    ({ from, to }, position) => `sum(o.${quoteName(from)} IS NOT n.${quoteName(to)} COLLATE BINARY) AS c${position}`,
  )
  const [found] = await executor.read(
    `SELECT count(*) AS joined, ${differing.join(', ')} FROM ${spelled(old.schema, old.name)} o JOIN ${spelled(old.schema, newName)} n ON ${match}`,
  )
  if (Number(found?.joined ?? 0) !== evidence.rowCount) lost(`the identity of rows of "${old.name}"`)
  columns.forEach(({ from }, position) => {
    const count = Number(found?.[`c${position}`] ?? 0)
    if (count > 0) lost(`${count} values of "${old.name}"."${from}"`)
  })
}

/** What the table must look like when it has taken the old one's place. */
export interface Expected {
  readonly table: StoredTable
  /** The text of the new table behind its name. */
  readonly body: string
  readonly objects: readonly ExpectedObject[]
  readonly keepsSequence: boolean
}

export interface ExpectedObject {
  readonly type: 'index' | 'trigger'
  readonly name: string
  /** Null for one that is new: how SQLite spells it is its own affair. */
  readonly sql: string | null
}

/** Looks at the whole when the new table has taken the old one's place. Whatever is missing stops the change. */
export async function proveOutcome(executor: Executor, expected: Expected, before: Evidence): Promise<void> {
  const { table } = expected
  compareTexts(before.others, await textsOfOthers(executor, table))
  await compareOwnObjects(executor, expected)
  const children = await childCounts(executor, table)
  for (const [child, counts] of before.children) {
    if (children.get(child) !== counts) lost(`rows or references of "${child}"`)
  }
  if (expected.keepsSequence && (await sequenceOf(executor, table)) !== before.sequence)
    lost(`the counter of "${table.name}"`)
  const broken = (await brokenObjects(executor, table)).filter(({ name }) => !before.broken.has(name))
  if (broken.length > 0) {
    throw new RetortError(
      'BAD_OPERATION',
      `The change of "${table.name}" breaks ${broken.map(({ type, name }) => `the ${type} "${name}"`).join(', ')}.`,
      { hint: 'Drop it first and create it again after the change, in the same revision.' },
    )
  }
  await proveReferences(executor, table, before)
  await proveIntegrity(executor, table)
}

function lost(what: string): never {
  throw new RetortError('DATA_AT_STAKE', `The change would have lost ${what}; nothing was changed.`, {
    hint: 'Please report this with the definition of the table; it is not meant to happen.',
  })
}

async function countRows(executor: Executor, table: string): Promise<number> {
  const [row] = await executor.read<{ total: SqlValue }>(`SELECT count(*) AS total FROM ${table}`)
  return Number(row?.total ?? 0)
}

/** Rows of each table that refers to this one, and how many of them do refer: an emptied reference shows too. */
async function childCounts(executor: Executor, { schema, name }: StoredTable): Promise<ReadonlyMap<string, string>> {
  const keys = await referencingTables(executor, schema, name)
  const columns = Map.groupBy(
    keys.filter(({ child }) => !sameName(child, name)),
    ({ child }) => child,
  )
  const counts = new Map<string, string>()
  for (const [child, own] of columns) {
    const counted = own.map(({ from }) => `count(${quoteName(from)})`).join(', ')
    const [row] = await executor.read<Row>(`SELECT count(*), ${counted} FROM ${spelled(schema, child)}`)
    counts.set(child, Object.values(row ?? {}).join(' '))
  }
  return counts
}

async function textsOfOthers(executor: Executor, { schema, name }: StoredTable): Promise<ReadonlyMap<string, string>> {
  const rows = await executor.read<{ key: string; sql: string }>(
    `SELECT type || ' "' || name || '"' AS key, sql FROM ${schemaTable(schema)}
     WHERE sql IS NOT NULL AND tbl_name <> ? COLLATE NOCASE AND tbl_name NOT LIKE 'sqlite~_%' ESCAPE '~'`,
    [name],
  )
  return new Map(rows.map(({ key, sql }) => [key, sql]))
}

function compareTexts(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): void {
  for (const [key, sql] of before) if (after.get(key) !== sql) lost(`the ${key}`)
  for (const key of after.keys()) if (!before.has(key)) lost(`the order of things: the ${key} was not there before`)
}

async function compareOwnObjects(executor: Executor, { table, body, objects }: Expected): Promise<void> {
  const rows = await executor.read<{ type: string; name: string; sql: string }>(
    `SELECT type, name, sql FROM ${schemaTable(table.schema)} WHERE tbl_name = ? COLLATE NOCASE AND sql IS NOT NULL`,
    [table.name],
  )
  const own = rows.find(({ type }) => type === 'table')
  if (own === undefined || behindName(own.sql) !== body) lost(`the definition of "${table.name}"`)
  for (const { type, name, sql } of objects) {
    const found = rows.find(row => row.type === type && sameName(row.name, name))
    if (found === undefined || (sql !== null && found.sql !== sql)) lost(`the ${type} "${name}"`)
  }
  if (rows.length !== objects.length + 1)
    lost(`the order of things: "${table.name}" has objects that were not there before`)
}

/** SQLite writes the name of a renamed table its own way; all that follows stays. */
export function behindName(sql: string): string {
  return sql.slice(parseCreateTable(sql).name.end)
}

async function sequenceOf(executor: Executor, { schema, name }: StoredTable): Promise<SqlValue> {
  const known = await executor.read(`SELECT 1 FROM ${schemaTable(schema)} WHERE name = 'sqlite_sequence'`)
  if (known.length === 0) return null
  const [row] = await executor.read<{ seq: SqlValue }>(
    `SELECT seq FROM ${quoteName(schema)}.sqlite_sequence WHERE name = ?`,
    [name],
  )
  return row?.seq ?? null
}

function untouchedColumns({
  newColumns,
  sources,
}: TablePair): readonly { readonly from: string; readonly to: string }[] {
  return newColumns.flatMap(({ name }) => {
    const source = [...sources].find(([column]) => sameName(column, name))?.[1]
    return source === undefined || source.conversion !== null ? [] : [{ from: source.column, to: name }]
  })
}

async function proveReferences(executor: Executor, table: StoredTable, before: Evidence): Promise<void> {
  if (table.schema !== 'main') return
  const uncheckable = await uncheckableTables(executor.connection, before.related)
  const mismatched = [...uncheckable].filter(child => !before.uncheckable.has(child))
  if (mismatched.length > 0) {
    const children = mismatched.map(child => `"${child}"`).join(', ')
    throw new RetortError(
      'BAD_OPERATION',
      `After the change the foreign key of ${children} would refer to columns of "${table.name}" that are no key.`,
      { hint: 'Drop that foreign key first, in the same revision.' },
    )
  }
  const orphans = newOrphans(before.orphans, await orphansOf(executor.connection, before.related))
  if (orphans.size === 0) return
  throw new RetortError('MIGRATION_FAILED', `The change leaves ${orphansInWords(orphans)}.`, {
    hint: 'Delete or correct those rows first, with op.execute.',
  })
}

async function proveIntegrity(executor: Executor, table: StoredTable): Promise<void> {
  const [size] = await executor.read<{ bytes: SqlValue }>(
    `SELECT page_count * page_size AS bytes FROM pragma_page_count(${quoteText(table.schema)}), pragma_page_size`,
  )
  const check = Number(size?.bytes ?? 0) > QUICK_CHECK_ABOVE_BYTES ? 'quick_check' : 'integrity_check'
  const rows = await executor.read<Row>(`PRAGMA ${quoteName(table.schema)}.${check}(${quoteName(table.name)})`)
  const found = rows.map(row => String(Object.values(row)[0]))
  if (found.length === 1 && found[0] === 'ok') return
  throw new RetortError(
    'DATA_AT_STAKE',
    `The new table "${table.name}" is not sound: ${found.slice(0, 3).join('; ')}.`,
    {
      hint: 'Check the database file with `PRAGMA integrity_check`; nothing was changed.',
    },
  )
}
