import { tableName, type TableName } from '../schema/table-name'
import type { CreateSequence } from './create-sequence'
import { howToDrop, type DropObjectOptions } from './drop-view'

/** `was` is what created it; without it the drop cannot be reversed. */
export interface DropSequence {
  readonly kind: 'dropSequence'
  readonly sequence: TableName
  readonly ifExists: boolean
  readonly cascade: boolean
  readonly was: CreateSequence | null
}

export function dropSequence(name: string, options: DropObjectOptions = {}): DropSequence {
  return { kind: 'dropSequence', sequence: tableName(name, options.schema), ...howToDrop(options), was: null }
}
