import { tableName, type TableName } from '../schema/table-name'
import type { AttachPartition } from './attach-partition'

/** Makes a partition a table of its own, rows and all (PostgreSQL). */
export interface DetachPartition {
  readonly kind: 'detachPartition'
  readonly partition: TableName
  readonly table: TableName
  /** Without locking out others; needs an `autocommit` block, and PostgreSQL 14. */
  readonly concurrently: boolean
  readonly was: AttachPartition | null
}

export interface DetachPartitionOptions {
  readonly schema?: string
  readonly concurrently?: boolean
}

export function detachPartition(name: string, table: string, options: DetachPartitionOptions = {}): DetachPartition {
  return {
    kind: 'detachPartition',
    partition: tableName(name, options.schema),
    table: tableName(table, options.schema),
    concurrently: options.concurrently ?? false,
    was: null,
  }
}
