import { tableName, type TableName } from '../schema/table-name'

export interface AddEnumValue {
  readonly kind: 'addEnumValue'
  readonly type: TableName
  readonly value: string
  /** The value it stands beside; null puts it last. */
  readonly place: { readonly before: string } | { readonly after: string } | null
  readonly ifNotExists: boolean
}

export interface AddEnumValueOptions {
  readonly schema?: string
  readonly before?: string
  readonly after?: string
  readonly ifNotExists?: boolean
}

export function addEnumValue(type: string, value: string, options: AddEnumValueOptions = {}): AddEnumValue {
  const { before, after } = options
  return {
    kind: 'addEnumValue',
    type: tableName(type, options.schema),
    value,
    place: before !== undefined ? { before } : after !== undefined ? { after } : null,
    ifNotExists: options.ifNotExists ?? false,
  }
}
