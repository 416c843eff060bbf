import { uniqueRecord, type UniqueOptions } from '../schema/build/constraint-builder'
import type { UniqueConstraint } from '../schema/constraint'
import { tableName, type TableName } from '../schema/table-name'

export interface CreateUniqueConstraint {
  readonly kind: 'createUniqueConstraint'
  readonly table: TableName
  readonly constraint: UniqueConstraint
}

export interface CreateUniqueConstraintOptions extends UniqueOptions {
  readonly schema?: string
}

export type CreateUniqueConstraintArguments = [
  name: string | null,
  table: string,
  columns: readonly string[],
  options?: CreateUniqueConstraintOptions,
]

export function createUniqueConstraint(
  ...[name, table, columns, options = {}]: CreateUniqueConstraintArguments
): CreateUniqueConstraint {
  return {
    kind: 'createUniqueConstraint',
    table: tableName(table, options.schema),
    constraint: uniqueRecord(name, columns, options),
  }
}
