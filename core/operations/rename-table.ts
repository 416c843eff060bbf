import { tableName, type TableName } from '../schema/table-name'

export interface RenameTable {
  readonly kind: 'renameTable'
  readonly table: TableName
  readonly newName: string
}

export interface RenameTableOptions {
  readonly schema?: string
}

export function renameTable(oldName: string, newName: string, options: RenameTableOptions = {}): RenameTable {
  return { kind: 'renameTable', table: tableName(oldName, options.schema), newName }
}
