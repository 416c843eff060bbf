import { RetortError } from '../../../errors'
import {
  constraintsUsing,
  editCreateTable,
  identifiersIn,
  mentions,
  parseCreateIndex,
  parseCreateTable,
  sameName,
  type ConstraintSyntax,
  type PlacedConstraint,
  type TableEdit,
} from '../ddl-parser'
import type { StoredObject } from './stored-table'
import type { TableDraft } from './table-draft'

/** Takes a column out, with the constraints and indexes that are about it alone. Whatever else uses it stops the change. */
export function dropColumnFrom(draft: TableDraft, column: string): TableDraft {
  const statement = parseCreateTable(draft.sql)
  const names = statement.columns.map(({ name }) => name.name)
  const using = constraintsUsing(statement, column)
  const alone = using.filter(placed => isAboutAlone(placed, column, names))
  const indexes = draft.indexes.filter(index => mentions(index.sql, column) && indexUses(index, column))
  const single = indexes.filter(index => isSingle(index, column))
  const users = [
    ...using.filter(placed => !alone.includes(placed)).map(inWords),
    ...indexes.filter(index => !single.includes(index)).map(({ name }) => `the index "${name}"`),
  ]
  if (users.length > 0) throw stillUsed(`"${draft.table.name}"."${column}"`, users)
  const conditions = alone.flatMap(({ constraint }): readonly TableEdit[] =>
    constraint.kind === 'check'
      ? [{ kind: 'dropConstraint', name: null, type: 'check', columns: null, condition: constraint.sql }]
      : [],
  )
  return {
    ...draft,
    sql: editCreateTable(statement, [...conditions, { kind: 'dropColumn', column }]),
    sources: new Map([...draft.sources].filter(([name]) => !sameName(name, column))),
    indexes: draft.indexes.filter(index => !single.includes(index)),
    dropped: [...draft.dropped, column],
  }
}

export const stillUsed = (what: string, users: readonly string[]): RetortError =>
  new RetortError('BAD_OPERATION', `${what} is still used by ${users.join(', ')}.`, {
    hint: 'Drop or change those first, in the same revision.',
  })

/** Whether an index has the column as a key, in an expression, or in its condition. */
export function indexUses({ sql }: StoredObject, column: string): boolean {
  const { elements, where } = parseCreateIndex(sql)
  return elements.some(({ text }) => mentions(text, column)) || (where !== null && mentions(where, column))
}

function isSingle({ sql }: StoredObject, column: string): boolean {
  const { elements, where } = parseCreateIndex(sql)
  const [element] = elements
  if (elements.length !== 1 || where !== null || !element?.column) return false
  return sameName(element.column.name, column)
}

/** A key of this column alone goes along; so does a condition in the table's list that names no other column. */
function isAboutAlone(
  { constraint, column: owner }: PlacedConstraint,
  column: string,
  names: readonly string[],
): boolean {
  if (owner !== null) return false
  if (constraint.kind === 'check') {
    const others = names.filter(name => !sameName(name, column))
    return !identifiersIn(constraint.sql).some(({ name }) => others.some(other => sameName(other, name)))
  }
  return 'columns' in constraint && constraint.columns.length === 1
}

function inWords({ constraint, column }: PlacedConstraint): string {
  if (constraint.name !== null) return `the constraint "${constraint.name.name}"`
  if (constraint.kind === 'generated' && column !== null) return `the generated column "${column}"`
  return constraint.kind === 'check' ? `CHECK (${constraint.sql})` : `a ${WORDS[constraint.kind] ?? 'constraint'}`
}

const WORDS: Partial<Record<ConstraintSyntax['kind'], string>> = {
  primaryKey: 'primary key of several columns',
  unique: 'unique constraint of several columns',
  foreignKey: 'foreign key of several columns',
}
