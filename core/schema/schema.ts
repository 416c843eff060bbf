import type { Table } from './table'
import { sameTable, type TableName } from './table-name'

export interface View {
  readonly kind: 'view'
  readonly name: TableName
  /** The query, as the database prints it. */
  readonly sql: string
}

export interface EnumType {
  readonly kind: 'enumType'
  readonly name: string
  readonly schema: string | null
  readonly values: readonly string[]
}

/** Everything a model declares or a database holds. */
export interface Schema {
  readonly tables: readonly Table[]
  readonly views: readonly View[]
  readonly enums: readonly EnumType[]
}

export const emptySchema: Schema = { tables: [], views: [], enums: [] }

export const tableOf = (schema: Schema, name: TableName): Table | undefined =>
  schema.tables.find(table => sameTable(table.name, name))
