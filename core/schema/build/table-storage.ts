import type { SqlExpression } from '../sql-expression'
import type { PartitionKey, TableStorage } from '../table-storage'
import { indexRecord } from './constraint-builder'

type Elements = readonly (string | SqlExpression)[]

/** One of them: `{ range: ["created_at"] }`. */
export type PartitionBy = { readonly range: Elements } | { readonly list: Elements } | { readonly hash: Elements }

export interface TableStorageOptions {
  /** PostgreSQL: quicker, not replicated, and empty after a crash. */
  readonly unlogged?: boolean
  /** PostgreSQL. */
  readonly tablespace?: string
  /** PostgreSQL's storage parameters. */
  readonly with?: Readonly<Record<string, string | number | boolean>>
  /** PostgreSQL: the rows are kept in partitions, by these columns. */
  readonly partitionBy?: PartitionBy
}

/** Null where nothing is said. */
export function tableStorage({
  unlogged,
  tablespace,
  with: settings,
  partitionBy,
}: TableStorageOptions): TableStorage | null {
  if (!unlogged && tablespace === undefined && settings === undefined && partitionBy === undefined) return null
  return {
    unlogged: unlogged ?? false,
    tablespace: tablespace ?? null,
    with: Object.fromEntries(Object.entries(settings ?? {}).map(([name, value]) => [name, String(value)])),
    partitionBy: partitionBy === undefined ? null : partitionKey(partitionBy),
  }
}

function partitionKey(given: PartitionBy): PartitionKey {
  const key = (strategy: PartitionKey['strategy'], columns: Elements): PartitionKey => ({
    strategy,
    elements: indexRecord('', columns).elements,
  })
  if ('range' in given) return key('range', given.range)
  return 'list' in given ? key('list', given.list) : key('hash', given.hash)
}
