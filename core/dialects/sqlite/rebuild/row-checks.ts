import { RetortError } from '../../../errors'
import type { SqlValue } from '../../../schema/sql-expression'
import type { Row } from '../../connection'
import { quoteName } from '../ddl-parser'
import type { Executor } from '../executor'
import { spelled, type StoredTable } from './stored-table'

/** What the rows of the old table must fulfil for the change to be possible. */
export type RowCheck =
  | { readonly kind: 'notNull'; readonly column: string }
  | { readonly kind: 'noRows'; readonly column: string }
  | { readonly kind: 'unique'; readonly columns: readonly string[] }
  | { readonly kind: 'condition'; readonly name: string | null; readonly sql: string }
  | {
      readonly kind: 'parent'
      readonly columns: readonly string[]
      readonly table: string
      readonly referred: readonly string[]
    }
  | { readonly kind: 'survives'; readonly column: string; readonly type: string; readonly condition: string }

const SHOWN = 3

/** Looks for rows that stand in the way, before anything is changed, and names them. */
export async function checkRows(executor: Executor, table: StoredTable, checks: readonly RowCheck[]): Promise<void> {
  if (executor.offline) return
  for (const check of checks) {
    const condition = offending(check, table)
    const from = `FROM ${spelled(table.schema, table.name)} WHERE ${condition}`
    const [found] = await executor.read<{ total: SqlValue }>(`SELECT count(*) AS total ${from}`)
    const total = Number(found?.total ?? 0)
    if (total === 0) continue
    const examples = await executor.read(`SELECT ${shownOf(check, table)} ${from} LIMIT ${SHOWN}`)
    throw failureOf(check, table, { total, examples: examples.map(inWords) })
  }
}

/** The condition that the rows in the way fulfil. */
function offending(check: RowCheck, table: StoredTable): string {
  switch (check.kind) {
    case 'notNull':
      return `${quoteName(check.column)} IS NULL`
    case 'noRows':
      return 'true'
    case 'condition':
      return `NOT (${check.sql})`
    case 'survives':
      return `NOT (${check.condition})`
    case 'unique': {
      const columns = quoted(check.columns)
      const present = check.columns.map(column => `${quoteName(column)} IS NOT NULL`).join(' AND ')
      const twice = `SELECT ${columns} FROM ${spelled(table.schema, table.name)} GROUP BY ${columns} HAVING count(*) > 1`
      return `${present} AND (${columns}) IN (${twice})`
    }
    case 'parent': {
      const own = check.columns.map(column => `${spelled(table.schema, table.name)}.${quoteName(column)}`)
      const present = own.map(column => `${column} IS NOT NULL`).join(' AND ')
      const match = own.map((column, position) => `parent.${quoteName(check.referred[position] ?? '')} = ${column}`)
      const parent = `${spelled(table.schema, check.table)} AS parent`
      return `${present} AND NOT EXISTS (SELECT 1 FROM ${parent} WHERE ${match.join(' AND ')})`
    }
  }
}

interface Found {
  readonly total: number
  readonly examples: readonly string[]
}

function failureOf(check: RowCheck, table: StoredTable, found: Found): RetortError {
  const rows = `${found.total} ${found.total === 1 ? 'row' : 'rows'} of "${table.name}"`
  const verb = (many: string): string => (found.total === 1 ? `${many}s` : many)
  const shown = `${found.examples.join('; ')}${found.total > found.examples.length ? '; …' : ''}`
  switch (check.kind) {
    case 'notNull':
      return failed(
        `${rows} ${verb('hold')} NULL in "${check.column}" (${shown}).`,
        'Give those rows a value first, with op.execute.',
      )
    case 'noRows':
      return failed(
        `"${check.column}" must not be NULL and has no default, but there ${found.total === 1 ? 'is' : 'are'} ${rows}.`,
        'Give the column a default, or add it as nullable, fill it, and forbid NULL then.',
      )
    case 'condition':
      return failed(
        `${rows} ${verb('break')} the check ${check.name ?? check.sql} (${shown}).`,
        'Correct those rows first, with op.execute.',
      )
    case 'unique':
      return failed(`${rows} are not unique in ${check.columns.join(', ')} (${shown}).`, 'Remove the duplicates first.')
    case 'parent':
      return failed(
        `${rows} ${verb('refer')} to rows that "${check.table}" does not have (${shown}).`,
        'Delete or correct those rows first, with op.execute.',
      )
    case 'survives':
      return new RetortError(
        'DATA_AT_STAKE',
        `${found.total} ${found.total === 1 ? 'value' : 'values'} of "${table.name}"."${check.column}" would not survive as ${check.type} (${shown}).`,
        { hint: 'Change those values first, or say by `using` how they shall be turned into the new type.' },
      )
  }
}

const failed = (message: string, hint: string): RetortError => new RetortError('MIGRATION_FAILED', message, { hint })

/** What is shown of a row in the way. */
function shownOf(check: RowCheck, { rows }: StoredTable): string {
  if (check.kind === 'survives') return quoteName(check.column)
  const columns = check.kind === 'unique' || check.kind === 'parent' ? check.columns : []
  const identity = rows.rowid === null ? [] : [`${rows.rowid} AS rowid`]
  return [...identity, ...columns.map(quoteName)].join(', ') || '*'
}

const inWords = (row: Row): string =>
  Object.entries(row)
    .map(([name, value]) => (name === 'rowid' ? `rowid ${value}` : literal(value)))
    .join(' ')

function literal(value: SqlValue): string {
  if (typeof value === 'string') return `'${value.length > 40 ? `${value.slice(0, 40)}…` : value}'`
  return value instanceof Uint8Array ? `${value.length} bytes` : String(value)
}

const quoted = (columns: readonly string[]): string => columns.map(quoteName).join(', ')
