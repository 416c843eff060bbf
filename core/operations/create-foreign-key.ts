import { foreignKeyRecord, type ForeignKeyOptions } from '../schema/build/constraint-builder'
import type { ForeignKey } from '../schema/constraint'
import { tableName, type TableName } from '../schema/table-name'

export interface CreateForeignKey {
  readonly kind: 'createForeignKey'
  readonly table: TableName
  readonly constraint: ForeignKey
}

export interface CreateForeignKeyOptions extends ForeignKeyOptions {
  readonly sourceSchema?: string
}

export type CreateForeignKeyArguments = [
  name: string | null,
  source: string,
  referent: string,
  localColumns: readonly string[],
  remoteColumns: readonly string[],
  options?: CreateForeignKeyOptions,
]

export function createForeignKey(
  ...[name, source, referent, localColumns, remoteColumns, options = {}]: CreateForeignKeyArguments
): CreateForeignKey {
  return {
    kind: 'createForeignKey',
    table: tableName(source, options.sourceSchema),
    constraint: foreignKeyRecord({
      name,
      columns: localColumns,
      referredTable: referent,
      referredColumns: remoteColumns,
      options,
    }),
  }
}
