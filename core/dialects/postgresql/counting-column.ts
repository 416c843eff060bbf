import type { Column } from '../../schema/column'
import { isIntegerType } from '../../schema/column-type'
import type { Constraint } from '../../schema/constraint'

/** A table's only key column, an integer with nothing else to say where its values come from. */
export function isCountingKey(column: Column, constraints: readonly Constraint[]): boolean {
  if (!isIntegerType(column.type)) return false
  if (column.default !== null || column.generated !== null || column.identity !== null) return false
  const key = constraints.find(constraint => constraint.kind === 'primaryKey')
  if (key?.columns.length !== 1 || key.columns[0] !== column.name) return false
  return !constraints.some(constraint => constraint.kind === 'foreignKey' && constraint.columns.includes(column.name))
}

/** The column with `autoIncrement` spelled as PostgreSQL does it: as an identity. */
export function withIdentity(column: Column, constraints: readonly Constraint[]): Column {
  const counts = column.autoIncrement === 'auto' ? isCountingKey(column, constraints) : column.autoIncrement
  return counts && column.identity === null ? { ...column, identity: { always: false }, nullable: false } : column
}
