import { RetortError } from '../../../errors'
import type { ConstraintKind } from '../../../schema/constraint'
import { columnNamesOf, type ConstraintSyntax, type CreateTableStatement } from './create-table'
import { removeColumnConstraint } from './edit-column'
import type { Splice } from './identifiers'
import { quoteName, sameName } from './names'
import { normalizeExpression } from './normalize-expression'
import { removeElement } from './table-elements'

/** What tells one constraint from the others: its name; without one its kind with its columns or its condition. */
export interface ConstraintPattern {
  readonly name: string | null
  readonly type: ConstraintKind | 'exclude' | null
  readonly columns: readonly string[] | null
  readonly condition: string | null
}

/** A constraint with the column that it stands behind; null in the table's list. */
export interface PlacedConstraint {
  readonly constraint: ConstraintSyntax
  readonly column: string | null
}

/** All constraints of a table, those behind the columns first. */
export const constraintsIn = (statement: CreateTableStatement): readonly PlacedConstraint[] => [
  ...statement.columns.flatMap(({ name, constraints }) =>
    constraints.map(constraint => ({ constraint, column: name.name })),
  ),
  ...statement.constraints.map(constraint => ({ constraint, column: null })),
]

/** The constraints that a pattern fits. A name alone finds any kind. */
export const findConstraints = (
  statement: CreateTableStatement,
  pattern: ConstraintPattern,
): readonly PlacedConstraint[] => constraintsIn(statement).filter(placed => fits(placed, pattern))

export function dropConstraint(statement: CreateTableStatement, pattern: ConstraintPattern): readonly Splice[] {
  const [found, ...more] = findConstraints(statement, pattern)
  if (found === undefined) return unknownConstraint(statement, pattern)
  if (more.length > 0 && pattern.name === null) {
    throw new RetortError(
      'BAD_OPERATION',
      `The table "${statement.name.name}" has ${more.length + 1} constraints ${shown(pattern)}.`,
      { hint: 'Say which one by its columns, or by its condition.' },
    )
  }
  return found.column === null
    ? removeElement(statement, found.constraint)
    : removeColumnConstraint(statement, found.constraint)
}

export function renameConstraint(
  statement: CreateTableStatement,
  { name, newName }: { readonly name: string; readonly newName: string },
): readonly Splice[] {
  const pattern = { name, type: null, columns: null, condition: null }
  const node = findConstraints(statement, pattern)[0]?.constraint.name
  if (node === undefined || node === null) return unknownConstraint(statement, pattern)
  return [{ start: node.start, end: node.end, text: quoteName(newName) }]
}

function unknownConstraint(statement: CreateTableStatement, pattern: ConstraintPattern): never {
  throw new RetortError('BAD_OPERATION', `The table "${statement.name.name}" has no constraint ${shown(pattern)}.`, {
    hint: 'Look up its constraints with `retort model`; name one without a name by its type and its columns or condition.',
  })
}

function fits({ constraint, column }: PlacedConstraint, pattern: ConstraintPattern): boolean {
  if (!isConstraint(constraint.kind)) return false
  if (pattern.type !== null && constraint.kind !== pattern.type) return false
  if (pattern.name !== null) return constraint.name !== null && sameName(constraint.name.name, pattern.name)
  if (pattern.type === null && pattern.condition === null) return false
  if (pattern.columns !== null && !sameColumns(columnsOf({ constraint, column }), pattern.columns)) return false
  if (pattern.condition === null) return true
  return constraint.kind === 'check' && normalizeExpression(constraint.sql) === normalizeExpression(pattern.condition)
}

const isConstraint = (kind: ConstraintSyntax['kind']): kind is ConstraintKind =>
  kind === 'primaryKey' || kind === 'unique' || kind === 'foreignKey' || kind === 'check'

const columnsOf = ({ constraint, column }: PlacedConstraint): readonly string[] =>
  column === null ? columnNamesOf(constraint) : [column]

const sameColumns = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((name, position) => sameName(name, b[position] ?? ''))

function shown({ name, type, columns, condition }: ConstraintPattern): string {
  if (name !== null) return `"${name}"`
  const what = condition ?? columns?.join(', ')
  return `of type ${type ?? 'check'}${what === undefined ? '' : ` (${what})`}`
}
