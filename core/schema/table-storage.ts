import type { IndexElement } from './table-index'

export interface PartitionKey {
  readonly strategy: 'range' | 'list' | 'hash'
  readonly elements: readonly IndexElement[]
}

/** How PostgreSQL keeps a table, its columns apart. */
export interface TableStorage {
  readonly unlogged: boolean
  readonly tablespace: string | null
  readonly with: Readonly<Record<string, string>>
  readonly partitionBy: PartitionKey | null
}
