import { tableName, type TableName } from '../schema/table-name'
import { partitionBound, type GivenBound, type PartitionBound } from './partition-bound'

/** Makes a table a partition of another one (PostgreSQL). */
export interface AttachPartition {
  readonly kind: 'attachPartition'
  readonly partition: TableName
  readonly table: TableName
  readonly bound: PartitionBound
}

export type AttachPartitionArguments = [
  name: string,
  table: string,
  bound: GivenBound,
  options?: { readonly schema?: string },
]

export function attachPartition(...[name, table, bound, options = {}]: AttachPartitionArguments): AttachPartition {
  return {
    kind: 'attachPartition',
    partition: tableName(name, options.schema),
    table: tableName(table, options.schema),
    bound: partitionBound(bound),
  }
}
