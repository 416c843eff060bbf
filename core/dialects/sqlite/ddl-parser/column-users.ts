import { columnNamesOf, type CreateTableStatement } from './create-table'
import { constraintsIn, type PlacedConstraint } from './edit-constraints'
import { mentions } from './identifiers'
import { sameName } from './names'

/**
 * The constraints that mention a column, other than those behind it: keys of several columns, conditions and generated
 * values. Dropping the column would break them.
 */
export function constraintsUsing(statement: CreateTableStatement, column: string): readonly PlacedConstraint[] {
  return constraintsIn(statement).filter(({ constraint, column: owner }) => {
    if (owner !== null && sameName(owner, column)) return false
    if (constraint.kind === 'check' || constraint.kind === 'generated') return mentions(constraint.sql, column)
    return columnNamesOf(constraint).some(name => sameName(name, column))
  })
}
