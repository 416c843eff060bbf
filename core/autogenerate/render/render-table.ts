import type { Column } from '../../schema/column'
import type { Constraint } from '../../schema/constraint'
import { constraintsOf, type Table } from '../../schema/table'
import type { TableIndex } from '../../schema/table-index'
import { columnSource, type InlineConstraints } from './render-column'
import { itemSource } from './render-constraint'
import { array, type Source } from './source'
import { options, record, text, type OptionValue } from './values'

/** The arguments of `table(…)` and of `createTable(…)`: name, columns, constraints and indexes, options. */
export function tableArguments(
  table: Table,
  extra: Readonly<Record<string, OptionValue>> = {},
): readonly (Source | null)[] {
  const { name, columns, comment, strict, withoutRowid } = table
  const items: readonly (Constraint | TableIndex)[] = [...constraintsOf(table), ...table.indexes]
  const { inline, rest } = shareOut(columns, items)
  const given = options({ schema: name.schema, comment, strict, withoutRowid, ...extra })
  const list = rest.length > 0 || given !== null ? array(rest.map(itemSource)) : null
  const entries = columns.map(column => [column.name, columnSource(column, inline(column))] as const)
  return [text(name.name), record(entries), list, given]
}

export interface SharedOut {
  readonly inline: (column: Column) => InlineConstraints
  /** What has to stand in the list of the table. */
  readonly rest: readonly (Constraint | TableIndex)[]
}

/** Which constraints are written on their column: those of one column, without a name, that a modifier can say. */
export function shareOut(columns: readonly Column[], items: readonly (Constraint | TableIndex)[]): SharedOut {
  const primaryKey = items.find(item => item.kind === 'primaryKey')
  const ofColumn = ({ name }: Column, kind: Constraint['kind']): Constraint | TableIndex | undefined =>
    items.find(item => item.kind === kind && isSaidInline(item, items) && item.columns[0] === name)
  const inline = (column: Column): InlineConstraints => {
    const reference = ofColumn(column, 'foreignKey')
    return {
      primaryKey: ofColumn(column, 'primaryKey') !== undefined,
      unique: ofColumn(column, 'unique') !== undefined,
      reference: reference?.kind === 'foreignKey' ? reference : null,
      inKey: primaryKey?.columns.includes(column.name) ?? false,
    }
  }
  const said = columns.flatMap(column => [
    ofColumn(column, 'primaryKey'),
    ofColumn(column, 'unique'),
    ofColumn(column, 'foreignKey'),
  ])
  return { inline, rest: items.filter(item => !said.includes(item)) }
}

function isSaidInline(
  item: Constraint | TableIndex,
  items: readonly (Constraint | TableIndex)[],
): item is Exclude<Constraint, { kind: 'check' }> {
  if (item.kind === 'index' || item.kind === 'check' || item.name !== null || item.columns.length !== 1) return false
  if (item.kind !== 'unique') return true
  const twins = items.filter(other => other.kind === 'unique' && other.columns.join('\0') === item.columns[0])
  return !item.deferrable && !item.nullsNotDistinct && twins.length === 1
}
