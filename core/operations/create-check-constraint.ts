import { checkRecord, type CheckOptions } from '../schema/build/constraint-builder'
import type { CheckConstraint } from '../schema/constraint'
import type { SqlExpression } from '../schema/sql-expression'
import { tableName, type TableName } from '../schema/table-name'

export interface CreateCheckConstraint {
  readonly kind: 'createCheckConstraint'
  readonly table: TableName
  readonly constraint: CheckConstraint
}

export interface CreateCheckConstraintOptions extends CheckOptions {
  readonly schema?: string
}

export type CreateCheckConstraintArguments = [
  name: string | null,
  table: string,
  condition: SqlExpression | string,
  options?: CreateCheckConstraintOptions,
]

export function createCheckConstraint(
  ...[name, table, condition, options = {}]: CreateCheckConstraintArguments
): CreateCheckConstraint {
  return {
    kind: 'createCheckConstraint',
    table: tableName(table, options.schema),
    constraint: checkRecord(name, condition, options),
  }
}
