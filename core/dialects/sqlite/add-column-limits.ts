import type { AddColumn } from '../../operations/add-column'
import { isBareDefault } from './default-text'
import { literal } from './literal'

/**
 * Why SQLite's ADD COLUMN cannot take a column, seen as if the table had rows; null where it can. Such a column is
 * added by building the table anew.
 */
export function obstacleToAdding({ column, constraints, position }: AddColumn): string | null {
  const text = column.default === null ? null : defaultText(column.default)
  const isNull = text === null || /^null$/i.test(text)
  if (position !== null) return 'a column at a chosen place'
  if (constraints.some(({ kind }) => kind === 'primaryKey')) return 'a primary key'
  if (constraints.some(({ kind }) => kind === 'unique')) return 'a unique column'
  if (column.autoIncrement === true || column.identity !== null) return 'a column that counts up'
  if (column.generated?.stored) return 'a stored generated column'
  if (column.generated !== null) return null
  if (!column.nullable && isNull) return 'a column that is not null and has no default'
  if (text !== null && !isConstant(text)) return 'a default that is not a constant'
  if (!isNull && constraints.some(({ kind }) => kind === 'foreignKey')) return 'a foreign key with a default'
  return null
}

const defaultText = (value: NonNullable<AddColumn['column']['default']>): string =>
  value.kind === 'literal' ? literal(value.value) : value.sql.trim()

const isConstant = (text: string): boolean => isBareDefault(text) && !text.startsWith('(') && !/^current_/i.test(text)
