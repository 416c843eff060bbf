import type { SqlValue } from '../schema/sql-expression'
import { tableName, type TableName } from '../schema/table-name'

export type InsertRow = Readonly<Record<string, SqlValue>>

/** Inserts rows, in batches. Every row names the same columns. */
export interface BulkInsert {
  readonly kind: 'bulkInsert'
  readonly table: TableName
  readonly rows: readonly InsertRow[]
}

export function bulkInsert(
  table: string,
  rows: readonly InsertRow[],
  options: { readonly schema?: string } = {},
): BulkInsert {
  return { kind: 'bulkInsert', table: tableName(table, options.schema), rows }
}
