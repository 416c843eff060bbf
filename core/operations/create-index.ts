import { indexRecord, type IndexOptions } from '../schema/build/constraint-builder'
import type { SqlExpression } from '../schema/sql-expression'
import type { TableIndex } from '../schema/table-index'
import { tableName, type TableName } from '../schema/table-name'

export interface CreateIndex {
  readonly kind: 'createIndex'
  readonly table: TableName
  readonly index: TableIndex
  /** PostgreSQL: without locking out writers. Needs an `autocommit` block. */
  readonly concurrently: boolean
  readonly ifNotExists: boolean
}

export interface CreateIndexOptions extends IndexOptions {
  readonly schema?: string
  readonly concurrently?: boolean
  readonly ifNotExists?: boolean
}

export type CreateIndexArguments = [
  name: string,
  table: string,
  columns: readonly (string | SqlExpression)[],
  options?: CreateIndexOptions,
]

export function createIndex(...[name, table, columns, options = {}]: CreateIndexArguments): CreateIndex {
  return {
    kind: 'createIndex',
    table: tableName(table, options.schema),
    index: indexRecord(name, columns, options),
    concurrently: options.concurrently ?? false,
    ifNotExists: options.ifNotExists ?? false,
  }
}
