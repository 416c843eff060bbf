import { tableName, type TableName } from '../schema/table-name'

export interface RenameIndex {
  readonly kind: 'renameIndex'
  readonly index: TableName
  readonly newName: string
}

export function renameIndex(oldName: string, newName: string, options: { readonly schema?: string } = {}): RenameIndex {
  return { kind: 'renameIndex', index: tableName(oldName, options.schema), newName }
}
