import type { ColumnType } from '../schema/column-type'
import type { Schema } from '../schema/schema'
import { qualified, type TableName } from '../schema/table-name'
import type { AddEnumValue } from './add-enum-value'
import type { CreateEnum } from './create-enum'
import type { DropEnum } from './drop-enum'
import { impossible } from './impossible'

const isEnum = (type: { readonly name: string; readonly schema: string | null }, name: TableName): boolean =>
  type.name === name.name && type.schema === name.schema

export function applyCreateEnum({ type, values, ifNotExists }: CreateEnum, schema: Schema): Schema {
  if (schema.enums.some(other => isEnum(other, type)))
    return ifNotExists ? schema : impossible(`There is an enum ${qualified(type)} already.`)
  return { ...schema, enums: [...schema.enums, { kind: 'enumType', ...type, values }] }
}

export function applyDropEnum({ type, ifExists }: DropEnum, schema: Schema): Schema {
  if (!schema.enums.some(other => isEnum(other, type)))
    return ifExists ? schema : impossible(`There is no enum ${qualified(type)}.`)
  return { ...schema, enums: schema.enums.filter(other => !isEnum(other, type)) }
}

export function applyAddEnumValue({ type, value, place, ifNotExists }: AddEnumValue, schema: Schema): Schema {
  return withEnumValues(schema, type, values => {
    if (values.includes(value))
      return ifNotExists ? values : impossible(`The enum ${qualified(type)} has a value ${value} already.`)
    if (place === null) return [...values, value]
    const at = values.indexOf('before' in place ? place.before : place.after)
    if (at < 0) return impossible(`The enum ${qualified(type)} has no value to put ${value} beside.`)
    return values.toSpliced('before' in place ? at : at + 1, 0, value)
  })
}

/** An enum with other values, in the columns that use it too. Columns may use one that the schema does not list. */
export function withEnumValues(
  schema: Schema,
  name: TableName,
  change: (values: readonly string[]) => readonly string[],
): Schema {
  const changed = (type: ColumnType): ColumnType => {
    if (type.kind === 'array') return { ...type, of: changed(type.of) }
    return type.kind === 'enum' && isEnum(type, name) ? { ...type, values: change(type.values) } : type
  }
  return {
    ...schema,
    enums: schema.enums.map(type => (isEnum(type, name) ? { ...type, values: change(type.values) } : type)),
    tables: schema.tables.map(table => ({
      ...table,
      columns: table.columns.map(column => ({ ...column, type: changed(column.type) })),
    })),
  }
}
