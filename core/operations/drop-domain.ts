import { tableName, type TableName } from '../schema/table-name'
import type { CreateDomain } from './create-domain'
import { howToDrop, type DropObjectOptions } from './drop-view'

/** `was` is what created it; without it the drop cannot be reversed. */
export interface DropDomain {
  readonly kind: 'dropDomain'
  readonly domain: TableName
  readonly ifExists: boolean
  readonly cascade: boolean
  readonly was: CreateDomain | null
}

export function dropDomain(name: string, options: DropObjectOptions = {}): DropDomain {
  return { kind: 'dropDomain', domain: tableName(name, options.schema), ...howToDrop(options), was: null }
}
