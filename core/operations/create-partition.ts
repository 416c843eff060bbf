import type { TableStorage } from '../schema/table-storage'
import { tableStorage, type TableStorageOptions } from '../schema/build/table-storage'
import { tableName, type TableName } from '../schema/table-name'
import { partitionBound, type GivenBound, type PartitionBound } from './partition-bound'

/** Creates a partition of a partitioned table (PostgreSQL). */
export interface CreatePartition {
  readonly kind: 'createPartition'
  readonly partition: TableName
  readonly table: TableName
  readonly bound: PartitionBound
  readonly ifNotExists: boolean
  readonly storage: TableStorage | null
}

export interface CreatePartitionOptions extends TableStorageOptions {
  readonly schema?: string
  readonly ifNotExists?: boolean
}

export type CreatePartitionArguments = [
  name: string,
  table: string,
  bound: GivenBound,
  options?: CreatePartitionOptions,
]

export function createPartition(...[name, table, bound, options = {}]: CreatePartitionArguments): CreatePartition {
  return {
    kind: 'createPartition',
    partition: tableName(name, options.schema),
    table: tableName(table, options.schema),
    bound: partitionBound(bound),
    ifNotExists: options.ifNotExists ?? false,
    storage: tableStorage(options),
  }
}
