import { tableName, type TableName } from '../schema/table-name'
import type { CreateFunction } from './create-function'
import { howToDrop, type DropObjectOptions } from './drop-view'

/** `was` is what created it; without it the drop cannot be reversed. */
export interface DropFunction {
  readonly kind: 'dropFunction'
  readonly routine: TableName
  /** The types of its arguments; null where no other function has the name. */
  readonly arguments: string | null
  readonly ifExists: boolean
  readonly cascade: boolean
  readonly was: CreateFunction | null
}

export interface DropFunctionOptions extends DropObjectOptions {
  readonly arguments?: string
}

export function dropFunction(name: string, options: DropFunctionOptions = {}): DropFunction {
  const { arguments: types = null, ...how } = options
  return {
    kind: 'dropFunction',
    routine: tableName(name, options.schema),
    arguments: types,
    ...howToDrop(how),
    was: null,
  }
}
