import { definitionText, type SqlExpression } from '../schema/sql-expression'
import { tableName, type TableName } from '../schema/table-name'

/** A view whose rows are kept on disk until they are refreshed (PostgreSQL). */
export interface CreateMaterializedView {
  readonly kind: 'createMaterializedView'
  readonly view: TableName
  readonly sql: string
  readonly columns: readonly string[]
  readonly with: Readonly<Record<string, string>>
  readonly tablespace: string | null
  /** False leaves it empty and unreadable until it is refreshed. */
  readonly withData: boolean
  readonly ifNotExists: boolean
}

export interface CreateMaterializedViewOptions {
  readonly schema?: string
  readonly columns?: readonly string[]
  /** Storage parameters. */
  readonly with?: Readonly<Record<string, string | number | boolean>>
  readonly tablespace?: string
  readonly withData?: boolean
  readonly ifNotExists?: boolean
}

export function createMaterializedView(
  name: string,
  query: SqlExpression | string,
  options: CreateMaterializedViewOptions = {},
): CreateMaterializedView {
  return {
    kind: 'createMaterializedView',
    view: tableName(name, options.schema),
    sql: definitionText(query),
    columns: options.columns ?? [],
    with: Object.fromEntries(Object.entries(options.with ?? {}).map(([key, value]) => [key, String(value)])),
    tablespace: options.tablespace ?? null,
    withData: options.withData ?? true,
    ifNotExists: options.ifNotExists ?? false,
  }
}
