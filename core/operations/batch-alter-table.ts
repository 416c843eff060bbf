import type { Constraint } from '../schema/constraint'
import type { Table } from '../schema/table'
import type { TableIndex } from '../schema/table-index'
import { tableName, type TableName } from '../schema/table-name'
import type { Operation } from './operation'

export type Recreate = 'auto' | 'always' | 'never'

/** Several changes to one table, made together: on SQLite one rebuild, elsewhere one statement after the other. */
export interface BatchAlterTable {
  readonly kind: 'batchAlterTable'
  readonly table: TableName
  readonly operations: readonly Operation[]
  readonly recreate: Recreate
  /** The table to start from instead of the one in the database; needed where rows cannot be read (offline). */
  readonly copyFrom: Table | null
  readonly tableArgs: readonly (Constraint | TableIndex)[]
  /** Column names in the wanted order; those not named keep their place behind them. */
  readonly partialReordering: readonly (readonly string[])[]
}

export interface BatchOptions {
  readonly schema?: string
  readonly recreate?: Recreate
  readonly copyFrom?: Table
  readonly tableArgs?: readonly (Constraint | TableIndex)[]
  readonly partialReordering?: readonly (readonly string[])[]
}

export function batchAlterTable(
  table: string,
  operations: readonly Operation[],
  options: BatchOptions = {},
): BatchAlterTable {
  return {
    kind: 'batchAlterTable',
    table: tableName(table, options.schema),
    operations,
    recreate: options.recreate ?? 'auto',
    copyFrom: options.copyFrom ?? null,
    tableArgs: options.tableArgs ?? [],
    partialReordering: options.partialReordering ?? [],
  }
}
