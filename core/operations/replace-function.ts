import { definitionText, type SqlExpression } from '../schema/sql-expression'
import { tableName, type TableName } from '../schema/table-name'
import { functionDefinition, type FunctionDefinition, type FunctionOptions } from './create-function'

/** Gives a function another body. `existing` is the body before, for reversing. */
export interface ReplaceFunction extends FunctionDefinition {
  readonly kind: 'replaceFunction'
  readonly routine: TableName
  readonly existing: string | null
}

export interface ReplaceFunctionOptions extends FunctionOptions {
  readonly existing?: SqlExpression | string
}

export const replaceFunction = (
  name: string,
  body: SqlExpression | string,
  options: ReplaceFunctionOptions = {},
): ReplaceFunction => ({
  kind: 'replaceFunction',
  routine: tableName(name, options.schema),
  ...functionDefinition(body, options),
  existing: options.existing === undefined ? null : definitionText(options.existing),
})
