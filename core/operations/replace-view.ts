import { definitionText, type SqlExpression } from '../schema/sql-expression'
import { tableName, type TableName } from '../schema/table-name'
import { viewDefinition, type ViewDefinition, type ViewDefinitionOptions } from './create-view'

/** Gives a view another query. `existing` is the query before, for reversing. */
export interface ReplaceView extends ViewDefinition {
  readonly kind: 'replaceView'
  readonly view: TableName
  readonly existing: string | null
}

export interface ReplaceViewOptions extends ViewDefinitionOptions {
  readonly existing?: SqlExpression | string
}

export function replaceView(
  name: string,
  query: SqlExpression | string,
  options: ReplaceViewOptions = {},
): ReplaceView {
  return {
    kind: 'replaceView',
    view: tableName(name, options.schema),
    ...viewDefinition(query, options),
    existing: options.existing === undefined ? null : definitionText(options.existing),
  }
}
