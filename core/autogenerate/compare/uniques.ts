import type { Operation } from '../../operations/operation'
import { createOf, dropOf } from '../../operations/reverse'
import type { UniqueConstraint } from '../../schema/constraint'
import { includedSides, standsOn, unmatched, type Sides, type TablePair } from './table-pair'
import { namesFor } from './naming'

export function uniqueSides(pair: TablePair, replaced: readonly string[]): Sides<UniqueConstraint> {
  const same = (a: UniqueConstraint, b: UniqueConstraint): boolean => sameUnique(a, b) && !standsOn(a.columns, replaced)
  const { added, removed } = unmatched(pair.wanted.uniques, pair.found.uniques, same)
  const sides = { added: added.filter(constraint => !isSaidAlready(constraint, added, pair)), removed }
  return includedSides(sides, 'uniqueConstraint', pair)
}

/** A primary key is unique as it is, and a constraint is not there twice: PostgreSQL does not keep what says no more. */
function isSaidAlready(
  constraint: UniqueConstraint,
  added: readonly UniqueConstraint[],
  { wanted: { primaryKey, uniques } }: TablePair,
): boolean {
  if (!constraint.deferrable && primaryKey?.columns.join('\0') === constraint.columns.join('\0')) return true
  return uniques.some(other => !added.includes(other) && sameUnique(other, constraint))
}

export const changeUniques = (pair: TablePair, { added, removed }: Sides<UniqueConstraint>): readonly Operation[] => [
  ...removed.map(constraint => dropOf(pair.found.name, constraint)),
  ...namesFor(pair, added).map(constraint => createOf(pair.found.name, constraint)),
]

function sameUnique(a: UniqueConstraint, b: UniqueConstraint): boolean {
  return (
    a.columns.join('\0') === b.columns.join('\0') &&
    a.deferrable === b.deferrable &&
    (!a.deferrable || a.initially === b.initially) &&
    a.nullsNotDistinct === b.nullsNotDistinct
  )
}
