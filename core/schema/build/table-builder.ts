import type { Column } from '../column'
import type { Constraint, ForeignKey, PrimaryKey, UniqueConstraint } from '../constraint'
import type { View } from '../schema'
import type { SqlExpression } from '../sql-expression'
import type { Table } from '../table'
import type { TableIndex } from '../table-index'
import { tableName } from '../table-name'
import { buildColumn, inlineConstraints, type ColumnBuilder } from './column-builder'
import { primaryKeyRecord } from './constraint-builder'

/** Columns by name; or a list of pairs, which keeps names such as "2024" in place. */
export type Columns = Readonly<Record<string, ColumnBuilder>> | readonly (readonly [string, ColumnBuilder])[]

export interface TableOptions {
  readonly schema?: string
  readonly comment?: string
  readonly strict?: boolean
  readonly withoutRowid?: boolean
}

type TableArguments = [
  name: string,
  columns: Columns,
  items?: readonly (Constraint | TableIndex)[],
  options?: TableOptions,
]

/**
 * A table of the model.
 *
 * @example table("users", { id: integer().primaryKey() }, [index("ix_users_name", ["name"])])
 */
export function table(...[name, columns, items = [], options = {}]: TableArguments): Table {
  const pairs = columnPairs(name, columns)
  const inline = pairs.flatMap(([columnName, builder]) => inlineConstraints(columnName, builder))
  const primaryKey = primaryKeyOf(items, inline)
  return {
    kind: 'table',
    name: tableName(name, options.schema),
    columns: pairs.map(([columnName, builder]) => withinKey(buildColumn(columnName, builder), primaryKey)),
    primaryKey,
    uniques: uniquesOf(items, inline),
    foreignKeys: [...inline, ...items].filter((item): item is ForeignKey => item.kind === 'foreignKey'),
    checks: items.filter(item => item.kind === 'check'),
    indexes: items.filter(item => item.kind === 'index'),
    comment: options.comment ?? null,
    strict: options.strict ?? false,
    withoutRowid: options.withoutRowid ?? false,
  }
}

/** A view of the model. */
export function view(name: string, query: SqlExpression | string, options: { readonly schema?: string } = {}): View {
  return { kind: 'view', name: tableName(name, options.schema), sql: typeof query === 'string' ? query : query.text }
}

/** What the types promise is looked at here: nothing checks them before a file is run. */
function columnPairs(table: string, columns: Columns): readonly (readonly [string, ColumnBuilder])[] {
  const given: unknown = columns
  if (typeof given !== 'object' || given === null)
    throw new TypeError(`the table ${table} has no columns: write { id: integer().primaryKey() } after its name`)
  const pairs = Array.isArray(columns)
    ? (columns as readonly (readonly [string, ColumnBuilder])[])
    : Object.entries(columns as Readonly<Record<string, ColumnBuilder>>)
  const wrong = pairs.find(([, builder]) => (builder as { readonly kind?: unknown } | undefined)?.kind !== 'column')
  if (wrong) throw new TypeError(`${table}.${wrong[0]} is no column: write it with a type, such as integer()`)
  return pairs
}

type Item = Constraint | TableIndex

function primaryKeyOf(items: readonly Item[], inline: readonly Constraint[]): PrimaryKey | null {
  const declared = items.find(item => item.kind === 'primaryKey')
  if (declared) return declared
  const columns = inline.filter(item => item.kind === 'primaryKey').flatMap(item => item.columns)
  return columns.length === 0 ? null : primaryKeyRecord(null, columns)
}

/** `.unique()` on a column and `unique(…)` on the same column are one constraint: the one with the name. */
function uniquesOf(items: readonly Item[], inline: readonly Constraint[]): readonly UniqueConstraint[] {
  const declared = items.filter(item => item.kind === 'unique')
  const covered = new Set(declared.map(item => item.columns.join('\0')))
  const extra = inline.filter(item => item.kind === 'unique').filter(item => !covered.has(item.columns.join('\0')))
  return [...declared, ...extra]
}

function withinKey(column: Column, primaryKey: PrimaryKey | null): Column {
  return primaryKey?.columns.includes(column.name) ? { ...column, nullable: false } : column
}
