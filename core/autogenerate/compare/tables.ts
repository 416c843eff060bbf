import type { CreateTable } from '../../operations/create-table'
import type { DropTable } from '../../operations/drop-table'
import type { Operation } from '../../operations/operation'
import type { Constraint } from '../../schema/constraint'
import { columnOf, type Table } from '../../schema/table'
import { compareChecks } from './checks'
import { compareColumns } from './columns'
import { compareTableComment } from './comments'
import type { CompareOptions } from './comparison'
import { constraintKinds } from './filters'
import { changeForeignKeys, foreignKeySides } from './foreign-keys'
import { compareIndexes, createIndexOf } from './indexes'
import { comparePrimaryKey } from './primary-key'
import { replacedColumns, type TablePair } from './table-pair'
import { changeUniques, uniqueSides } from './uniques'

/** A new table: with its columns and constraints, then each of its indexes. */
export function createTableOf(table: Table, { includeObject }: CompareOptions): readonly Operation[] {
  const included = <Item extends Constraint>(items: readonly Item[]): readonly Item[] =>
    items.filter(item => includeObject(item, item.name, constraintKinds[item.kind], false, null))
  const create: CreateTable = {
    kind: 'createTable',
    table: {
      ...table,
      columns: table.columns.filter(column => includeObject(column, column.name, 'column', false, null)),
      uniques: included(table.uniques),
      foreignKeys: included(table.foreignKeys),
      checks: included(table.checks),
      indexes: [],
    },
    ifNotExists: false,
  }
  const indexes = table.indexes.filter(index => includeObject(index, index.name, 'index', false, null))
  return [create, ...indexes.map(index => createIndexOf(table.name, index))]
}

export const dropTableOf = (was: Table): DropTable => ({
  kind: 'dropTable',
  table: was.name,
  ifExists: false,
  cascade: false,
  was,
})

/** What changes in a table that is there on both sides. */
export function compareTable(pair: TablePair): readonly Operation[] {
  const replaced = replacedColumns(pair)
  const uniques = uniqueSides(pair, replaced)
  const foreignKeys = foreignKeySides(pair, replaced)
  const isInline = (constraint: InlineConstraint): boolean => comesWithColumn(pair, constraint, replaced)
  const inline = [...uniques.added.filter(isInline), ...foreignKeys.added.filter(isInline)].filter(firstOfItsKind)
  const separate = <Item extends InlineConstraint>(items: readonly Item[]): readonly Item[] =>
    items.filter(item => !inline.includes(item))
  return [
    ...comparePrimaryKey(pair, replaced),
    ...changeUniques(pair, { ...uniques, added: separate(uniques.added) }),
    ...changeForeignKeys(pair, { ...foreignKeys, added: separate(foreignKeys.added) }),
    ...compareChecks(pair),
    ...compareIndexes(pair, replaced),
    ...compareColumns(pair, replaced, inline),
    ...compareTableComment(pair),
  ]
}

type InlineConstraint = Table['uniques'][number] | Table['foreignKeys'][number]

/** A column is declared with one unique constraint and one reference at most. */
const firstOfItsKind = (item: InlineConstraint, position: number, all: readonly InlineConstraint[]): boolean =>
  all.findIndex(({ kind, columns }) => kind === item.kind && columns[0] === item.columns[0]) === position

/** A constraint without a name on one new column is declared on the column, and goes with it on the way back. */
function comesWithColumn(
  { found }: TablePair,
  { name, columns, ...constraint }: InlineConstraint,
  replaced: readonly string[],
): boolean {
  const [column, ...others] = columns
  if (name !== null || column === undefined || others.length > 0) return false
  if (columnOf(found, column) !== undefined && !replaced.includes(column)) return false
  return constraint.kind === 'foreignKey' || !(constraint.deferrable || constraint.nullsNotDistinct)
}
