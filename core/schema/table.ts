import type { Column } from './column'
import type { CheckConstraint, Constraint, ForeignKey, PrimaryKey, UniqueConstraint } from './constraint'
import type { TableIndex } from './table-index'
import type { TableName } from './table-name'

/** A table with all that belongs to it, in declaration order. */
export interface Table {
  readonly kind: 'table'
  readonly name: TableName
  readonly columns: readonly Column[]
  readonly primaryKey: PrimaryKey | null
  readonly uniques: readonly UniqueConstraint[]
  readonly foreignKeys: readonly ForeignKey[]
  readonly checks: readonly CheckConstraint[]
  readonly indexes: readonly TableIndex[]
  readonly comment: string | null
  /** SQLite's STRICT. */
  readonly strict: boolean
  /** SQLite's WITHOUT ROWID. */
  readonly withoutRowid: boolean
}

export const constraintsOf = (table: Table): readonly Constraint[] => [
  ...(table.primaryKey === null ? [] : [table.primaryKey]),
  ...table.uniques,
  ...table.foreignKeys,
  ...table.checks,
]

export const columnOf = (table: Table, name: string): Column | undefined =>
  table.columns.find(column => column.name === name)
