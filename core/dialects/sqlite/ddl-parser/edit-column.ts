import { RetortError } from '../../../errors'
import type { ColumnSyntax, ConstraintSyntax, ConstraintSyntaxOf, CreateTableStatement } from './create-table'
import type { Splice } from './identifiers'
import { isPlainName, quoteName, sameName } from './names'
import { isLineComment, tokenize } from './token'
import type { Span } from './token-cursor'

export const addColumnConstraint = (column: ColumnSyntax, definition: string): readonly Splice[] => [
  { start: column.end, end: column.end, text: ` ${definition}` },
]

export function setType({ name, type }: ColumnSyntax, typeText: string): readonly Splice[] {
  const spelled = typeText === '' ? '' : ` ${typeText}`
  if (type === null) return [{ start: name.end, end: name.end, text: spelled }]
  if (typeText === '') return [{ ...type, text: '' }]
  return [{ ...type, text: typeText }]
}

export function setNotNull(statement: CreateTableStatement, column: ColumnSyntax, notNull: boolean): readonly Splice[] {
  const present = constraintsOfKind(column, 'notNull')
  if (!notNull) return present.flatMap(constraint => removeColumnConstraint(statement, constraint))
  if (present.length > 0) return []
  const opposite = constraintsOfKind(column, 'null')
  const removed = opposite.flatMap(constraint => removeColumnConstraint(statement, constraint))
  return [...removed, ...addColumnConstraint(column, 'NOT NULL')]
}

/** `text` is what stands behind DEFAULT, with the parentheses of an expression. */
export function setDefault(
  statement: CreateTableStatement,
  column: ColumnSyntax,
  text: string | null,
): readonly Splice[] {
  const present = constraintsOfKind(column, 'default')
  // Of several defaults the last one counts.
  const last = present.at(-1)
  if (text === null) return present.flatMap(constraint => removeColumnConstraint(statement, constraint))
  if (last !== undefined) return [{ ...last.expression, text }]
  return addColumnConstraint(column, `DEFAULT ${text}`)
}

export function setCollation(
  statement: CreateTableStatement,
  column: ColumnSyntax,
  collation: string | null,
): readonly Splice[] {
  const present = constraintsOfKind(column, 'collate')
  const last = present.at(-1)
  if (collation === null) return present.flatMap(constraint => removeColumnConstraint(statement, constraint))
  const spelled = isPlainName(collation) ? collation : quoteName(collation)
  if (last !== undefined) return [{ start: last.collation.start, end: last.collation.end, text: spelled }]
  return addColumnConstraint(column, `COLLATE ${spelled}`)
}

export function setAutoIncrement(
  statement: CreateTableStatement,
  column: ColumnSyntax,
  enabled: boolean,
): readonly Splice[] {
  const name = column.name.name
  const listed = statement.constraints.find(
    constraint => constraint.kind === 'primaryKey' && constraint.columns.some(key => sameName(key.name.name, name)),
  )
  const key = constraintsOfKind(column, 'primaryKey')[0] ?? listed
  if (key?.kind !== 'primaryKey') {
    if (!enabled) return []
    throw new RetortError('BAD_OPERATION', `"${name}" is not the primary key of "${statement.name.name}".`, {
      hint: 'SQLite counts up only an INTEGER PRIMARY KEY of one column.',
    })
  }
  const { autoincrement } = key
  if (enabled === (autoincrement !== null)) return []
  if (autoincrement !== null) return [removal(statement.sql, autoincrement)]
  const at = key.columns[0]?.end ?? key.end
  return [{ start: at, end: at, text: ' AUTOINCREMENT' }]
}

/** The splices that take a constraint from behind its column. */
export const removeColumnConstraint = (
  { sql }: CreateTableStatement,
  constraint: ConstraintSyntax,
): readonly Splice[] => [removal(sql, constraint)]

/** Takes a piece out with the space before it, except for a line break that ends a comment. */
function removal(sql: string, { start, end }: Span): Splice {
  const before = tokenize(sql.slice(0, start))
  const space = before.at(-1)
  if (space?.kind !== 'space' || isLineComment(before.at(-2))) return { start, end, text: '' }
  return { start: space.start, end, text: '' }
}

function constraintsOfKind<Kind extends ConstraintSyntax['kind']>(
  { constraints }: ColumnSyntax,
  kind: Kind,
): readonly ConstraintSyntaxOf<Kind>[] {
  return constraints.filter((constraint): constraint is ConstraintSyntaxOf<Kind> => constraint.kind === kind)
}
