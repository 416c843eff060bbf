import type { TableIndex } from '../schema/table-index'
import { tableName, type TableName } from '../schema/table-name'

/** Drops an index. `table` is null where the revision did not say it. */
export interface DropIndex {
  readonly kind: 'dropIndex'
  readonly name: string
  readonly schema: string | null
  readonly table: TableName | null
  readonly concurrently: boolean
  readonly ifExists: boolean
  readonly was: TableIndex | null
}

export interface DropIndexOptions {
  readonly table?: string
  readonly schema?: string
  readonly concurrently?: boolean
  readonly ifExists?: boolean
}

export function dropIndex(name: string, options: DropIndexOptions = {}): DropIndex {
  return {
    kind: 'dropIndex',
    name,
    schema: options.schema ?? null,
    table: options.table === undefined ? null : tableName(options.table, options.schema),
    concurrently: options.concurrently ?? false,
    ifExists: options.ifExists ?? false,
    was: null,
  }
}
