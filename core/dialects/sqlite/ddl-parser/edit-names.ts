import type { ColumnSyntax, ConstraintSyntax, CreateTableStatement, ForeignKeySyntax } from './create-table'
import { constraintsIn } from './edit-constraints'
import { columnRenames, ownQualifiers, type Splice } from './identifiers'
import { quoteName, respelled, sameName } from './names'
import type { NameNode, Span } from './token-cursor'

/** A column of another table under a new name. */
export interface ReferencedRename {
  readonly table: string
  readonly from: string
  readonly to: string
}

export function renameTable(statement: CreateTableStatement, newName: string): readonly Splice[] {
  const { name } = statement
  return [{ start: name.start, end: name.end, text: quoteName(newName) }, ...stripQualifier(statement, name.name)]
}

export const stripQualifier = (statement: CreateTableStatement, table: string): readonly Splice[] =>
  inExpressions(statement, expression => ownQualifiers(expression, table))

export function renameColumn(
  statement: CreateTableStatement,
  column: ColumnSyntax,
  newName: string,
): readonly Splice[] {
  const { sql } = statement
  const rename = { from: column.name.name, to: newName, table: statement.name.name }
  const keys = constraintsIn(statement)
    .flatMap(({ constraint }) => ownNames(constraint, statement.name.name))
    .filter(({ name }) => sameName(name, rename.from))
  const names = [column.name, ...keys].map(node => renamed(sql, node, newName))
  return [...names, ...inExpressions(statement, expression => columnRenames(expression, rename))]
}

export function renameReferencedTable(
  statement: CreateTableStatement,
  { from, to }: { readonly from: string; readonly to: string },
): readonly Splice[] {
  return foreignKeysOf(statement)
    .filter(({ table }) => sameName(table.name, from))
    .map(({ table }) => renamed(statement.sql, table, to))
}

export function renameReferencedColumn(
  statement: CreateTableStatement,
  { table, from, to }: ReferencedRename,
): readonly Splice[] {
  return foreignKeysOf(statement)
    .filter(key => sameName(key.table.name, table))
    .flatMap(key => key.referredColumns.filter(({ name }) => sameName(name, from)))
    .map(node => renamed(statement.sql, node, to))
}

const renamed = (sql: string, { start, end }: NameNode, to: string): Splice => ({
  start,
  end,
  text: respelled(sql.slice(start, end), to),
})

const foreignKeysOf = (statement: CreateTableStatement): readonly ForeignKeySyntax[] =>
  constraintsIn(statement)
    .map(({ constraint }) => constraint)
    .filter(constraint => constraint.kind === 'foreignKey')

/** The names of the table's own columns in a constraint; a reference to the table itself names some more. */
function ownNames(constraint: ConstraintSyntax, table: string): readonly NameNode[] {
  switch (constraint.kind) {
    case 'primaryKey':
    case 'unique':
      return constraint.columns.map(({ name }) => name)
    case 'foreignKey':
      return [...constraint.columns, ...(sameName(constraint.table.name, table) ? constraint.referredColumns : [])]
    default:
      return []
  }
}

function inExpressions(
  statement: CreateTableStatement,
  find: (expression: string) => readonly Splice[],
): readonly Splice[] {
  return expressionsOf(statement).flatMap(({ start, end }) =>
    find(statement.sql.slice(start, end)).map(found => ({
      start: start + found.start,
      end: start + found.end,
      text: found.text,
    })),
  )
}

/** Where columns may be mentioned: conditions and generated values. A default cannot mention any. */
const expressionsOf = (statement: CreateTableStatement): readonly Span[] =>
  constraintsIn(statement).flatMap(({ constraint }) =>
    constraint.kind === 'check' || constraint.kind === 'generated' ? [constraint.expression] : [],
  )
