import { tableName, type TableName } from '../schema/table-name'

export interface RenameConstraint {
  readonly kind: 'renameConstraint'
  readonly table: TableName
  readonly name: string
  readonly newName: string
}

export type RenameConstraintArguments = [
  oldName: string,
  newName: string,
  table: string,
  options?: { readonly schema?: string },
]

export function renameConstraint(
  ...[oldName, newName, table, options = {}]: RenameConstraintArguments
): RenameConstraint {
  return { kind: 'renameConstraint', table: tableName(table, options.schema), name: oldName, newName }
}
