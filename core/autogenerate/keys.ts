import type { Operation } from '../operations/operation'
import { createOf, dropOf } from '../operations/reverse'
import type { ForeignKey } from '../schema/constraint'
import { tableOf, type Schema } from '../schema/schema'
import { sameTable, type TableName } from '../schema/table-name'

/** The columns a foreign key refers to; one that names none refers to the primary key of its table. */
export function remoteColumns(key: ForeignKey, schema: Schema): readonly string[] {
  if (key.referredColumns.length > 0) return key.referredColumns
  return tableOf(schema, key.referredTable)?.primaryKey?.columns ?? []
}

/** Whether the key that a foreign key rests on is only just being created. */
export const restsOnNewKey = (key: ForeignKey, operations: readonly Operation[]): boolean =>
  operations.some(
    operation =>
      (operation.kind === 'createPrimaryKey' || operation.kind === 'createUniqueConstraint') &&
      sameTable(operation.table, key.referredTable) &&
      (key.referredColumns.length === 0 || sameColumns(key.referredColumns, operation.constraint.columns)),
  )

/** Foreign keys that stay as they are step aside while the key they rest on is made anew. */
export function stepAside(operations: readonly Operation[], found: Schema): readonly Operation[] {
  const rested = (key: ForeignKey): boolean =>
    operations.some(
      operation =>
        operation.kind === 'dropConstraint' &&
        (operation.was?.kind === 'primaryKey' || operation.was?.kind === 'unique') &&
        sameTable(operation.table, key.referredTable) &&
        sameColumns(operation.was.columns, remoteColumns(key, found)),
    )
  return found.tables
    .filter(({ name }) => !isDropped(name, operations))
    .flatMap(({ name, foreignKeys }) =>
      foreignKeys
        .filter(key => rested(key) && restsOnNewKey(key, operations) && !isGone(key, operations))
        .flatMap(key => [dropOf(name, key), createOf(name, key)]),
    )
}

const isDropped = (name: TableName, operations: readonly Operation[]): boolean =>
  operations.some(operation => operation.kind === 'dropTable' && sameTable(operation.table, name))

const isGone = (key: ForeignKey, operations: readonly Operation[]): boolean =>
  operations.some(operation => operation.kind === 'dropConstraint' && operation.was === key)

const sameColumns = (a: readonly string[], b: readonly string[]): boolean => a.join('\0') === b.join('\0')
