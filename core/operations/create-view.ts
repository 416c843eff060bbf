import { definitionText, type SqlExpression } from '../schema/sql-expression'
import { tableName, type TableName } from '../schema/table-name'

export type CheckOption = 'local' | 'cascaded'

/** What a view is, its name apart. */
export interface ViewDefinition {
  readonly sql: string
  /** Names for the columns; empty takes those of the query. */
  readonly columns: readonly string[]
  /** PostgreSQL: rows that the view would not show cannot be written through it. */
  readonly checkOption: CheckOption | null
  /** PostgreSQL 15: the rights of whoever reads count, not the owner's. */
  readonly securityInvoker: boolean
  /** PostgreSQL: conditions of the reader never see rows that the view hides. */
  readonly securityBarrier: boolean
}

export interface CreateView extends ViewDefinition {
  readonly kind: 'createView'
  readonly view: TableName
  readonly ifNotExists: boolean
}

export interface ViewDefinitionOptions {
  readonly schema?: string
  readonly columns?: readonly string[]
  readonly checkOption?: CheckOption
  readonly securityInvoker?: boolean
  readonly securityBarrier?: boolean
}

export interface CreateViewOptions extends ViewDefinitionOptions {
  /** SQLite. */
  readonly ifNotExists?: boolean
}

export function createView(name: string, query: SqlExpression | string, options: CreateViewOptions = {}): CreateView {
  return {
    kind: 'createView',
    view: tableName(name, options.schema),
    ...viewDefinition(query, options),
    ifNotExists: options.ifNotExists ?? false,
  }
}

export const viewDefinition = (query: SqlExpression | string, options: ViewDefinitionOptions): ViewDefinition => ({
  sql: definitionText(query),
  columns: options.columns ?? [],
  checkOption: options.checkOption ?? null,
  securityInvoker: options.securityInvoker ?? false,
  securityBarrier: options.securityBarrier ?? false,
})
