import { buildColumn, inlineConstraints, type ColumnBuilder } from '../schema/build/column-builder'
import type { Column } from '../schema/column'
import type { Constraint } from '../schema/constraint'
import { tableName, type TableName } from '../schema/table-name'

/** Adds one column, with the constraints declared on it. */
export interface AddColumn {
  readonly kind: 'addColumn'
  readonly table: TableName
  readonly column: Column
  readonly constraints: readonly Constraint[]
  readonly ifNotExists: boolean
  /** In a batch: the column it comes before or after; null is the end. */
  readonly position: ColumnPosition | null
}

export type ColumnPosition = { readonly before: string } | { readonly after: string }

export interface AddColumnOptions {
  readonly schema?: string
  /** Skip the column when it is there. */
  readonly ifNotExists?: boolean
  /** In a batch: place the column before this one. */
  readonly insertBefore?: string
  /** In a batch: place the column after this one. */
  readonly insertAfter?: string
}

export type AddColumnArguments = [table: string, name: string, column: ColumnBuilder, options?: AddColumnOptions]

export function addColumn(...[table, name, column, options = {}]: AddColumnArguments): AddColumn {
  return {
    kind: 'addColumn',
    table: tableName(table, options.schema),
    column: buildColumn(name, column),
    constraints: inlineConstraints(name, column),
    ifNotExists: options.ifNotExists ?? false,
    position: positionOf(options),
  }
}

export function positionOf({
  insertBefore,
  insertAfter,
}: Pick<AddColumnOptions, 'insertBefore' | 'insertAfter'>): ColumnPosition | null {
  if (insertBefore !== undefined) return { before: insertBefore }
  return insertAfter === undefined ? null : { after: insertAfter }
}
