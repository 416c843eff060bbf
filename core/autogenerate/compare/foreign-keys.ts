import type { Operation } from '../../operations/operation'
import { createOf, dropOf } from '../../operations/reverse'
import type { ForeignKey } from '../../schema/constraint'
import { sameTable } from '../../schema/table-name'
import { remoteColumns } from '../keys'
import { namesFor } from './naming'
import { includedSides, standsOn, unmatched, type Sides, type TablePair } from './table-pair'

export function foreignKeySides(pair: TablePair, replaced: readonly string[]): Sides<ForeignKey> {
  const same = (a: ForeignKey, b: ForeignKey): boolean => sameKey(pair, a, b) && !standsOn(a.columns, replaced)
  const sides = unmatched(pair.wanted.foreignKeys, pair.found.foreignKeys, same)
  return includedSides(sides, 'foreignKeyConstraint', pair)
}

export const changeForeignKeys = (pair: TablePair, { added, removed }: Sides<ForeignKey>): readonly Operation[] => [
  ...removed.map(key => dropOf(pair.found.name, key)),
  ...namesFor(pair, added).map(key => createOf(pair.found.name, key)),
]

function sameKey({ schemas }: TablePair, wanted: ForeignKey, found: ForeignKey): boolean {
  return (
    wanted.columns.join('\0') === found.columns.join('\0') &&
    sameTable(wanted.referredTable, found.referredTable) &&
    remoteColumns(wanted, schemas.wanted).join('\0') === remoteColumns(found, schemas.found).join('\0') &&
    wanted.onDelete === found.onDelete &&
    wanted.onUpdate === found.onUpdate &&
    wanted.deferrable === found.deferrable &&
    (!wanted.deferrable || wanted.initially === found.initially) &&
    wanted.match === found.match
  )
}
