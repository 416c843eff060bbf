import { tableName, type TableName } from '../schema/table-name'

/** Gives a value of an enum another name; the rows that hold it follow. */
export interface RenameEnumValue {
  readonly kind: 'renameEnumValue'
  readonly type: TableName
  readonly value: string
  readonly newValue: string
}

export type RenameEnumValueArguments = [
  type: string,
  value: string,
  newValue: string,
  options?: { readonly schema?: string },
]

export function renameEnumValue(...[type, value, newValue, options = {}]: RenameEnumValueArguments): RenameEnumValue {
  return { kind: 'renameEnumValue', type: tableName(type, options.schema), value, newValue }
}
