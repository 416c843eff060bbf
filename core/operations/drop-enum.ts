import { tableName, type TableName } from '../schema/table-name'
import type { CreateEnum } from './create-enum'
import { howToDrop, type DropObjectOptions } from './drop-view'

/** `was` is what created it; without it the drop cannot be reversed. */
export interface DropEnum {
  readonly kind: 'dropEnum'
  readonly type: TableName
  readonly ifExists: boolean
  readonly cascade: boolean
  readonly was: CreateEnum | null
}

export function dropEnum(name: string, options: DropObjectOptions = {}): DropEnum {
  return { kind: 'dropEnum', type: tableName(name, options.schema), ...howToDrop(options), was: null }
}
