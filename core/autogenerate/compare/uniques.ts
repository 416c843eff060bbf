import type { Operation } from '../../operations/operation'
import { createOf, dropOf } from '../../operations/reverse'
import type { UniqueConstraint } from '../../schema/constraint'
import { includedSides, standsOn, unmatched, type Sides, type TablePair } from './table-pair'
import { namesFor } from './naming'

export function uniqueSides(pair: TablePair, replaced: readonly string[]): Sides<UniqueConstraint> {
  const same = (a: UniqueConstraint, b: UniqueConstraint): boolean => sameUnique(a, b) && !standsOn(a.columns, replaced)
  return includedSides(unmatched(pair.wanted.uniques, pair.found.uniques, same), 'uniqueConstraint', pair)
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
