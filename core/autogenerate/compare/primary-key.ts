import type { Operation } from '../../operations/operation'
import { createOf, dropOf } from '../../operations/reverse'
import type { PrimaryKey } from '../../schema/constraint'
import { namesFor } from './naming'
import { includedSides, standsOn, unmatched, type TablePair } from './table-pair'

export function comparePrimaryKey(pair: TablePair, replaced: readonly string[]): readonly Operation[] {
  const list = (key: PrimaryKey | null): readonly PrimaryKey[] => (key === null ? [] : [key])
  const same = (a: PrimaryKey, b: PrimaryKey): boolean =>
    a.columns.join('\0') === b.columns.join('\0') && !standsOn(a.columns, replaced)
  const sides = unmatched(list(pair.wanted.primaryKey), list(pair.found.primaryKey), same)
  const { added, removed } = includedSides(sides, 'primaryKeyConstraint', pair)
  return [
    ...removed.map(key => dropOf(pair.found.name, key)),
    ...namesFor(pair, added).map(key => createOf(pair.found.name, key)),
  ]
}
