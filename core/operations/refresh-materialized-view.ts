import { tableName, type TableName } from '../schema/table-name'

/** Runs the query of a materialized view again. */
export interface RefreshMaterializedView {
  readonly kind: 'refreshMaterializedView'
  readonly view: TableName
  /** Without locking out readers; needs a unique index on it. */
  readonly concurrently: boolean
  readonly withData: boolean
}

export interface RefreshMaterializedViewOptions {
  readonly schema?: string
  readonly concurrently?: boolean
  /** False empties it. */
  readonly withData?: boolean
}

export function refreshMaterializedView(
  name: string,
  options: RefreshMaterializedViewOptions = {},
): RefreshMaterializedView {
  return {
    kind: 'refreshMaterializedView',
    view: tableName(name, options.schema),
    concurrently: options.concurrently ?? false,
    withData: options.withData ?? true,
  }
}
