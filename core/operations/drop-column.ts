import type { Column } from '../schema/column'
import type { Constraint } from '../schema/constraint'
import { tableName, type TableName } from '../schema/table-name'

/** Drops one column and its values. `was` is what it looked like; without it the drop cannot be reversed. */
export interface DropColumn {
  readonly kind: 'dropColumn'
  readonly table: TableName
  readonly columnName: string
  readonly ifExists: boolean
  readonly cascade: boolean
  readonly was: Column | null
  /** The constraints declared on the column itself; they go with it, and come back with it. */
  readonly constraints: readonly Constraint[]
}

export interface DropColumnOptions {
  readonly schema?: string
  readonly ifExists?: boolean
  readonly cascade?: boolean
}

export function dropColumn(table: string, columnName: string, options: DropColumnOptions = {}): DropColumn {
  return {
    kind: 'dropColumn',
    table: tableName(table, options.schema),
    columnName,
    ifExists: options.ifExists ?? false,
    cascade: options.cascade ?? false,
    was: null,
    constraints: [],
  }
}
