import { RetortError } from '../../../errors'
import type { ColumnPosition } from '../../../operations/add-column'
import { columnNamesOf, type ColumnSyntax, type CreateTableStatement } from './create-table'
import { addColumnConstraint, setAutoIncrement, setCollation, setDefault, setNotNull, setType } from './edit-column'
import { dropConstraint, renameConstraint, type ConstraintPattern } from './edit-constraints'
import {
  renameColumn,
  renameReferencedColumn,
  renameReferencedTable,
  renameTable,
  stripQualifier,
  type ReferencedRename,
} from './edit-names'
import { splice, type Splice } from './identifiers'
import { sameName } from './names'
import { parseCreateTable } from './parse-create-table'
import { elementAfterColumns, insertElement, neighbourIn, removeElement, takenElement } from './table-elements'

/** A change to the text of a CREATE TABLE. Names are plain names; `definition`, `type`, `default` are SQL text. */
export type TableEdit =
  /** Leaves references of the table to itself alone, and takes its own name out of its expressions. */
  | { readonly kind: 'renameTable'; readonly name: string }
  /** `t.a > 0` becomes `a > 0`. */
  | { readonly kind: 'stripQualifier'; readonly table: string }
  | { readonly kind: 'addColumn'; readonly definition: string; readonly position: ColumnPosition | null }
  | { readonly kind: 'addConstraint'; readonly definition: string }
  | ({ readonly kind: 'dropConstraint' } & ConstraintPattern)
  | { readonly kind: 'renameConstraint'; readonly name: string; readonly newName: string }
  /** What stands behind the closing parenthesis. */
  | { readonly kind: 'setTableOptions'; readonly strict: boolean; readonly withoutRowid: boolean }
  | { readonly kind: 'renameReferencedTable'; readonly from: string; readonly to: string }
  | ({ readonly kind: 'renameReferencedColumn' } & ReferencedRename)
  | ColumnEdit

type ColumnEdit =
  /** Takes along the keys in the table's list that consist of this column alone. */
  | { readonly kind: 'dropColumn'; readonly column: string }
  /** Follows the column into the table's own constraints and expressions. */
  | { readonly kind: 'renameColumn'; readonly column: string; readonly newName: string }
  | { readonly kind: 'moveColumn'; readonly column: string; readonly position: ColumnPosition }
  /** '' leaves the column without a type. */
  | { readonly kind: 'setType'; readonly column: string; readonly type: string }
  | { readonly kind: 'setNotNull'; readonly column: string; readonly notNull: boolean }
  | { readonly kind: 'setDefault'; readonly column: string; readonly default: string | null }
  | { readonly kind: 'setCollation'; readonly column: string; readonly collation: string | null }
  | { readonly kind: 'setAutoIncrement'; readonly column: string; readonly enabled: boolean }
  | { readonly kind: 'addColumnConstraint'; readonly column: string; readonly definition: string }

/**
 * The text of a CREATE TABLE with these changes made, one after the other. What they do not name stays as it was
 * spelled, comments included.
 */
export function editCreateTable(statement: CreateTableStatement, edits: readonly TableEdit[]): string {
  return edits.reduce(edited, statement).sql
}

const spliced = (statement: CreateTableStatement, splices: readonly Splice[]): CreateTableStatement =>
  parseCreateTable(splice(statement.sql, splices))

function edited(statement: CreateTableStatement, edit: TableEdit): CreateTableStatement {
  switch (edit.kind) {
    case 'renameTable':
      return spliced(statement, renameTable(statement, edit.name))
    case 'stripQualifier':
      return spliced(statement, stripQualifier(statement, edit.table))
    case 'addColumn':
      return insertColumn(statement, { text: edit.definition, remark: '' }, edit.position)
    case 'addConstraint':
      return spliced(statement, insertElement(statement, { text: edit.definition, remark: '' }, null))
    case 'dropConstraint':
      return spliced(statement, dropConstraint(statement, edit))
    case 'renameConstraint':
      return spliced(statement, renameConstraint(statement, edit))
    case 'setTableOptions':
      return spliced(statement, setTableOptions(statement, edit))
    case 'renameReferencedTable':
      return spliced(statement, renameReferencedTable(statement, edit))
    case 'renameReferencedColumn':
      return spliced(statement, renameReferencedColumn(statement, edit))
    default:
      return editedColumn(statement, columnNamed(statement, edit.column), edit)
  }
}

function setTableOptions(
  statement: CreateTableStatement,
  wanted: { readonly strict: boolean; readonly withoutRowid: boolean },
): readonly Splice[] {
  const { sql, body, strict, withoutRowid } = statement
  if (body === null || (strict === wanted.strict && withoutRowid === wanted.withoutRowid)) return []
  const options = [...(wanted.strict ? ['STRICT'] : []), ...(wanted.withoutRowid ? ['WITHOUT ROWID'] : [])]
  const text = options.length === 0 ? '' : ` ${options.join(', ')}`
  return [{ start: body.end + ')'.length, end: sql.length, text }]
}

function editedColumn(statement: CreateTableStatement, column: ColumnSyntax, edit: ColumnEdit): CreateTableStatement {
  switch (edit.kind) {
    case 'dropColumn':
      return withoutColumn(statement, column.name.name)
    case 'moveColumn':
      return movedColumn(statement, column, edit.position)
    case 'renameColumn':
      return spliced(statement, renameColumn(statement, column, edit.newName))
    case 'setType':
      return spliced(statement, setType(column, edit.type))
    case 'setNotNull':
      return spliced(statement, setNotNull(statement, column, edit.notNull))
    case 'setDefault':
      return spliced(statement, setDefault(statement, column, edit.default))
    case 'setCollation':
      return spliced(statement, setCollation(statement, column, edit.collation))
    case 'setAutoIncrement':
      return spliced(statement, setAutoIncrement(statement, column, edit.enabled))
    case 'addColumnConstraint':
      return spliced(statement, addColumnConstraint(column, edit.definition))
  }
}

function insertColumn(
  statement: CreateTableStatement,
  element: { readonly text: string; readonly remark: string },
  position: ColumnPosition | null,
): CreateTableStatement {
  const before = elementAfterColumns(statement, position)
  if (before === undefined) noColumn(statement, position === null ? '' : neighbourIn(position))
  return spliced(statement, insertElement(statement, element, before))
}

function movedColumn(
  statement: CreateTableStatement,
  column: ColumnSyntax,
  position: ColumnPosition,
): CreateTableStatement {
  const taken = takenElement(statement, column)
  if (taken === undefined || statement.columns.length === 1) return statement
  if (sameName(neighbourIn(position), column.name.name)) return statement
  return insertColumn(spliced(statement, removeElement(statement, column)), taken, position)
}

function withoutColumn(statement: CreateTableStatement, name: string): CreateTableStatement {
  if (statement.columns.length === 1) {
    throw new RetortError('BAD_OPERATION', `"${name}" is the only column of "${statement.name.name}".`, {
      hint: 'Drop the table instead.',
    })
  }
  const key = statement.constraints.find(constraint => {
    const columns = columnNamesOf(constraint)
    return columns.length > 0 && columns.every(column => sameName(column, name))
  })
  if (key !== undefined) return withoutColumn(spliced(statement, removeElement(statement, key)), name)
  return spliced(statement, removeElement(statement, columnNamed(statement, name)))
}

function columnNamed(statement: CreateTableStatement, name: string): ColumnSyntax {
  return statement.columns.find(column => sameName(column.name.name, name)) ?? noColumn(statement, name)
}

function noColumn(statement: CreateTableStatement, name: string): never {
  throw new RetortError('BAD_OPERATION', `The table "${statement.name.name}" has no column "${name}".`, {
    hint: 'Look up its columns with `retort model`.',
  })
}
