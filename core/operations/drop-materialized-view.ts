import { tableName, type TableName } from '../schema/table-name'
import type { CreateMaterializedView } from './create-materialized-view'
import { howToDrop, type DropObjectOptions } from './drop-view'

/** `was` is what created it; without it the drop cannot be reversed. */
export interface DropMaterializedView {
  readonly kind: 'dropMaterializedView'
  readonly view: TableName
  readonly ifExists: boolean
  readonly cascade: boolean
  readonly was: CreateMaterializedView | null
}

export function dropMaterializedView(name: string, options: DropObjectOptions = {}): DropMaterializedView {
  return { kind: 'dropMaterializedView', view: tableName(name, options.schema), ...howToDrop(options), was: null }
}
