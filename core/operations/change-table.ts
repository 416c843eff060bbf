import { tableOf, type Schema } from '../schema/schema'
import type { Table } from '../schema/table'
import { qualified, sameTable, type TableName } from '../schema/table-name'
import { impossible } from './impossible'

/** The schema with one of its tables changed. */
export function changeTable(schema: Schema, name: TableName, change: (table: Table) => Table): Schema {
  requireTable(schema, name)
  return { ...schema, tables: schema.tables.map(table => (sameTable(table.name, name) ? change(table) : table)) }
}

export function requireTable(schema: Schema, name: TableName): Table {
  return tableOf(schema, name) ?? impossible(`There is no table ${qualified(name)}.`)
}
