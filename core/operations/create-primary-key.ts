import { primaryKeyRecord } from '../schema/build/constraint-builder'
import type { PrimaryKey } from '../schema/constraint'
import { tableName, type TableName } from '../schema/table-name'

export interface CreatePrimaryKey {
  readonly kind: 'createPrimaryKey'
  readonly table: TableName
  readonly constraint: PrimaryKey
}

export type CreatePrimaryKeyArguments = [
  name: string | null,
  table: string,
  columns: readonly string[],
  options?: { readonly schema?: string },
]

export function createPrimaryKey(...[name, table, columns, options = {}]: CreatePrimaryKeyArguments): CreatePrimaryKey {
  return {
    kind: 'createPrimaryKey',
    table: tableName(table, options.schema),
    constraint: primaryKeyRecord(name, columns),
  }
}
