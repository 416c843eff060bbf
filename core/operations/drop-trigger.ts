import { tableName, type TableName } from '../schema/table-name'
import type { CreateTrigger } from './create-trigger'
import { howToDrop, type DropObjectOptions } from './drop-view'

/** `was` is what created it; without it the drop cannot be reversed. */
export interface DropTrigger {
  readonly kind: 'dropTrigger'
  readonly name: string
  readonly table: TableName
  readonly ifExists: boolean
  readonly cascade: boolean
  readonly was: CreateTrigger | null
}

export function dropTrigger(name: string, table: string, options: DropObjectOptions = {}): DropTrigger {
  return { kind: 'dropTrigger', name, table: tableName(table, options.schema), ...howToDrop(options), was: null }
}
