import type { AddColumn } from '../../operations/add-column'
import type { AlterColumn, ColumnProperties } from '../../operations/alter-column'
import type { DropColumn } from '../../operations/drop-column'
import type { Operation } from '../../operations/operation'
import type { Column } from '../../schema/column'
import type { Constraint } from '../../schema/constraint'
import { columnOf } from '../../schema/table'
import type { ColumnsDiffer } from './hooks'
import { includedSides, type TablePair } from './table-pair'

/** Columns that are new, gone, replaced or changed. `inline` are the constraints that a new column brings along. */
export function compareColumns(
  pair: TablePair,
  replaced: readonly string[],
  inline: readonly Exclude<Constraint, { kind: 'check' }>[],
): readonly Operation[] {
  const { wanted, found } = pair
  const isNew = ({ name }: Column): boolean => columnOf(found, name) === undefined || replaced.includes(name)
  const isGone = ({ name }: Column): boolean => columnOf(wanted, name) === undefined || replaced.includes(name)
  const sides = { added: wanted.columns.filter(isNew), removed: found.columns.filter(isGone) }
  const { added, removed } = includedSides(sides, 'column', pair)
  const bringsAlong = (column: Column): readonly Constraint[] =>
    inline.filter(constraint => constraint.columns[0] === column.name)
  return [
    ...removed.map(column => dropColumnOf(pair, column)),
    ...added.map(column => addColumnOf(pair, column, bringsAlong(column))),
    ...wanted.columns.filter(column => !isNew(column)).flatMap(column => compareColumn(pair, column)),
  ]
}

const addColumnOf = ({ found }: TablePair, column: Column, constraints: readonly Constraint[]): AddColumn => ({
  kind: 'addColumn',
  table: found.name,
  column,
  constraints,
  ifNotExists: false,
  position: null,
})

const dropColumnOf = ({ found }: TablePair, column: Column): DropColumn => ({
  kind: 'dropColumn',
  table: found.name,
  columnName: column.name,
  ifExists: false,
  cascade: false,
  was: column,
  constraints: [],
})

function compareColumn(pair: TablePair, wanted: Column): readonly AlterColumn[] {
  const found = columnOf(pair.found, wanted.name)
  if (found === undefined || !pair.options.includeObject(wanted, wanted.name, 'column', false, found)) return []
  const changes = changesBetween(pair, wanted, found)
  if (Object.keys(changes).length === 0) return []
  const existing = existingOf(found, changes)
  return [
    {
      kind: 'alterColumn',
      table: pair.found.name,
      columnName: wanted.name,
      changes,
      existing,
      using: null,
      position: null,
    },
  ]
}

function changesBetween(pair: TablePair, wanted: Column, found: Column): ColumnProperties {
  return {
    ...(typeDiffers(pair, wanted, found) ? { type: wanted.type } : {}),
    ...(nullabilityDiffers(pair, wanted, found) ? { nullable: wanted.nullable } : {}),
    ...(defaultDiffers(pair, wanted, found) ? { default: wanted.default } : {}),
    ...(wanted.comment === found.comment ? {} : { comment: wanted.comment }),
    ...(wanted.autoIncrement === found.autoIncrement ? {} : { autoIncrement: wanted.autoIncrement }),
    ...(wanted.identity?.always === found.identity?.always ? {} : { identity: wanted.identity }),
  }
}

function typeDiffers({ rules, options }: TablePair, wanted: Column, found: Column): boolean {
  const differ = (): boolean => wanted.type !== found.type && rules.type(wanted.type) !== rules.type(found.type)
  return asked(options.compareType, [found, wanted], differ)
}

/** A column of a primary key is never null, whatever else is said of it. */
function nullabilityDiffers(pair: TablePair, wanted: Column, found: Column): boolean {
  if (wanted.nullable === found.nullable) return false
  const inKey = (table: TablePair['wanted']): boolean => table.primaryKey?.columns.includes(wanted.name) ?? false
  return !(inKey(pair.wanted) && inKey(pair.found))
}

function defaultDiffers({ rules, options, texts }: TablePair, wanted: Column, found: Column): boolean {
  if (wanted.generated !== null) return false
  return asked(options.compareServerDefault, [found, wanted], () => {
    if (found.default === wanted.default) return false
    const before = rules.default(found)
    const after = rules.default(wanted)
    if (before === after) return false
    if (before !== null && after !== null) texts.doubt()
    return true
  })
}

function asked(
  option: boolean | ColumnsDiffer,
  [found, wanted]: readonly [Column, Column],
  differ: () => boolean,
): boolean {
  if (typeof option === 'boolean') return option && differ()
  return option(found, wanted) ?? differ()
}

/** What a revision says of the column before: its type and nullability always, the rest where there is something to say. */
function existingOf(found: Column, changes: ColumnProperties): ColumnProperties {
  return {
    type: found.type,
    nullable: found.nullable,
    ...(found.default !== null || 'default' in changes ? { default: found.default } : {}),
    ...(found.comment !== null || 'comment' in changes ? { comment: found.comment } : {}),
    ...('autoIncrement' in changes ? { autoIncrement: found.autoIncrement } : {}),
    ...('identity' in changes ? { identity: found.identity } : {}),
  }
}
