import { tableName, type TableName } from '../schema/table-name'

/** Checks the rows that a constraint added with `notValid` has not looked at (PostgreSQL). */
export interface ValidateConstraint {
  readonly kind: 'validateConstraint'
  readonly table: TableName
  readonly name: string
}

export function validateConstraint(
  name: string,
  table: string,
  options: { readonly schema?: string } = {},
): ValidateConstraint {
  return { kind: 'validateConstraint', table: tableName(table, options.schema), name }
}
