import type { AddColumn } from '../../../operations/add-column'
import type { ColumnType } from '../../../schema/column-type'
import { table } from '../../../schema/build/table-builder'
import { sqliteDdl } from '../ddl'
import { isCounted } from '../ddl-compiler'
import { strictType } from '../type-compiler'

/** A new column as it stands in CREATE TABLE and behind ADD COLUMN. A STRICT table knows six types only. */
export function columnText({ column, constraints }: AddColumn, strict: boolean): string {
  const primaryKey = constraints.find(({ kind }) => kind === 'primaryKey')
  const around = { ...table('', {}, primaryKey === undefined ? [] : [primaryKey]), strict }
  const inline = constraints.filter(({ kind }) => kind !== 'primaryKey' || !isCounted(column))
  return [sqliteDdl.columnDefinition(column, around), ...inline.map(item => sqliteDdl.inlineConstraint(item))].join(' ')
}

export const typeText = (type: ColumnType, strict: boolean): string =>
  strict ? strictType(type) : sqliteDdl.type(type)
