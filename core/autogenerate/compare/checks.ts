import type { Operation } from '../../operations/operation'
import { createOf, dropOf } from '../../operations/reverse'
import type { CheckConstraint } from '../../schema/constraint'
import { namesFor } from './naming'
import { includedSides, unmatched, type TablePair } from './table-pair'

export function compareChecks(pair: TablePair): readonly Operation[] {
  const { wanted, found, texts, rules } = pair
  const equal = (a: CheckConstraint, b: CheckConstraint): boolean => rules.expression(a.sql) === rules.expression(b.sql)
  const { added, removed } = includedSides(unmatched(wanted.checks, found.checks, equal), 'checkConstraint', pair)
  if (added.some(check => removed.some(other => check.name === null || check.name === other.name))) texts.doubt()
  return [
    ...removed.map(check => dropOf(found.name, check)),
    ...namesFor(pair, added).map(check => createOf(found.name, check)),
  ]
}
