import { RetortError } from '../../../errors'
import type { AddColumn } from '../../../operations/add-column'
import type { AlterColumn } from '../../../operations/alter-column'
import type { CreateIndex } from '../../../operations/create-index'
import type { DropColumn } from '../../../operations/drop-column'
import type { DropConstraint } from '../../../operations/drop-constraint'
import type { DropIndex } from '../../../operations/drop-index'
import type { Operation } from '../../../operations/operation'
import type { SetTableOptions } from '../../../operations/set-table-options'
import { buildColumn, columnOfType } from '../../../schema/build/column-builder'
import type { ColumnType } from '../../../schema/column-type'
import type { Constraint } from '../../../schema/constraint'
import { sqliteDdl } from '../ddl'
import { enumCondition as conditionOfEnum } from '../ddl-compiler'
import { editCreateTable, findConstraints, parseCreateTable, sameName, type TableEdit } from '../ddl-parser'
import { readType } from '../read-type'
import { columnText, typeText } from './column-text'
import { conversionOf } from './conversion'
import { dropColumnFrom } from './drop-column'
import type { RowCheck } from './row-checks'
import type { ColumnSource, TableDraft } from './table-draft'

/** A table's draft with one more change made to it. */
export function draftWith(draft: TableDraft, operation: Operation): TableDraft {
  switch (operation.kind) {
    case 'addColumn':
      return addColumn(draft, operation)
    case 'dropColumn':
      return dropColumn(draft, operation)
    case 'alterColumn':
      return alterColumn(draft, operation)
    case 'createPrimaryKey':
    case 'createUniqueConstraint':
    case 'createForeignKey':
    case 'createCheckConstraint':
      return withConstraint(draft, operation.constraint)
    case 'dropConstraint':
      return dropConstraint(draft, operation)
    case 'setTableOptions':
      return setTableOptions(draft, operation)
    case 'renameConstraint':
      return edited(draft, operation)
    case 'createIndex':
      return createIndex(draft, operation)
    case 'dropIndex':
      return dropIndex(draft, operation)
    default:
      throw new RetortError('BAD_OPERATION', `${operation.kind} is not a change of a table.`, {
        hint: 'Move it out of the batch.',
      })
  }
}

export const edited = (draft: TableDraft, ...edits: readonly TableEdit[]): TableDraft => ({
  ...draft,
  sql: editCreateTable(parseCreateTable(draft.sql), edits),
})

/** The columns of each constraint and what its rows must fulfil. */
export function withConstraint(draft: TableDraft, constraint: Constraint): TableDraft {
  const definition = sqliteDdl.constraint(constraint)
  return withChecks(edited(draft, { kind: 'addConstraint', definition }), checksOf(draft, constraint))
}

export const hasColumn = ({ sql }: TableDraft, name: string): boolean =>
  parseCreateTable(sql).columns.some(column => sameName(column.name.name, name))

const withChecks = (draft: TableDraft, checks: readonly RowCheck[]): TableDraft => ({
  ...draft,
  checks: [...draft.checks, ...checks],
})

/** The old table's columns that fill these; null where one of them is new, so that no old row says anything of it. */
function sourcesOf(draft: TableDraft, columns: readonly string[]): readonly string[] | null {
  const sources = columns.map(column => sourceOf(draft, column)?.column)
  return sources.every(source => source !== undefined) ? sources : null
}

function sourceOf({ sources }: TableDraft, column: string): ColumnSource | undefined {
  return [...sources].find(([name]) => sameName(name, column))?.[1]
}

function checksOf(draft: TableDraft, constraint: Constraint): readonly RowCheck[] {
  if (constraint.kind === 'check') {
    const isNew = [...parseCreateTable(draft.sql).columns].some(({ name }) => sourceOf(draft, name.name) === undefined)
    return isNew ? [] : [{ kind: 'condition', name: constraint.name, sql: constraint.sql }]
  }
  const columns = sourcesOf(draft, constraint.columns)
  if (columns === null) return []
  switch (constraint.kind) {
    case 'unique':
      return [{ kind: 'unique', columns }]
    case 'primaryKey':
      return [...columns.map(column => ({ kind: 'notNull', column }) as const), { kind: 'unique', columns }]
    case 'foreignKey': {
      const { referredTable, referredColumns } = constraint
      if (referredColumns.length === 0 || sameName(referredTable.name, draft.table.name)) return []
      return [{ kind: 'parent', columns, table: referredTable.name, referred: referredColumns }]
    }
  }
}

function addColumn(draft: TableDraft, operation: AddColumn): TableDraft {
  const { column, constraints, ifNotExists, position } = operation
  if (ifNotExists && hasColumn(draft, column.name)) return draft
  if (hasColumn(draft, column.name)) {
    throw new RetortError('BAD_OPERATION', `The table "${draft.table.name}" has a column "${column.name}" already.`, {
      hint: 'Use another name, or leave the operation out.',
    })
  }
  const definition = columnText(operation, parseCreateTable(draft.sql).strict)
  const added = edited(draft, { kind: 'addColumn', definition, position })
  // A primary key is filled by its counter where it has one, and refuses NULL by itself where it has none.
  const isKey = constraints.some(({ kind }) => kind === 'primaryKey')
  const isRequired = !isKey && !column.nullable && column.default === null && column.generated === null
  return withChecks(added, isRequired ? [{ kind: 'noRows', column: column.name }] : [])
}

function dropColumn(draft: TableDraft, { columnName, ifExists }: DropColumn): TableDraft {
  if (ifExists && !hasColumn(draft, columnName)) return draft
  return dropColumnFrom(draft, columnName)
}

function alterColumn(draft: TableDraft, operation: AlterColumn): TableDraft {
  const { columnName: column, changes, position } = operation
  if (changes.identity !== undefined && changes.identity !== null) {
    throw new RetortError('UNSUPPORTED_BY_DIALECT', 'SQLite has no identity columns.', {
      hint: 'Use autoIncrement on the primary key.',
    })
  }
  const edits: TableEdit[] = []
  const checks: RowCheck[] = []
  if (changes.default !== undefined) {
    const text = changes.default === null ? null : sqliteDdl.defaultClause(changes.default)
    edits.push({ kind: 'setDefault', column, default: text })
  }
  if (changes.autoIncrement !== undefined)
    edits.push({ kind: 'setAutoIncrement', column, enabled: changes.autoIncrement === true })
  if (changes.nullable !== undefined) {
    edits.push({ kind: 'setNotNull', column, notNull: !changes.nullable })
    const source = sourceOf(draft, column)
    if (!changes.nullable && source !== undefined) checks.push({ kind: 'notNull', column: source.column })
  }
  if (position !== null) edits.push({ kind: 'moveColumn', column, position })
  const retyped = changes.type === undefined ? draft : withType(draft, operation, changes.type)
  return withChecks(edited(retyped, ...edits), checks)
}

function withType(
  draft: TableDraft,
  { columnName: column, existing, using }: Pick<AlterColumn, 'columnName' | 'existing' | 'using'>,
  type: ColumnType,
): TableDraft {
  const { columns, strict } = parseCreateTable(draft.sql)
  const before = columns.find(({ name }) => sameName(name.name, column))
  const to = typeText(type, strict)
  const plain = existing.type?.kind === 'enum' ? withoutEnumCheck(draft, column, existing.type) : draft
  const retyped = edited(plain, { kind: 'setType', column, type: to })
  const source = sourceOf(draft, column)
  const listed = type.kind === 'enum' ? withEnumCheck(retyped, column, type) : retyped
  if (source === undefined) return listed
  if (using !== null) return withConversion(listed, column, { ...source, conversion: using })
  const conversion = conversionOf({ column: source.column, from: before?.typeText ?? '', to, type, strict })
  if (conversion === null) return listed
  const survives: RowCheck = { kind: 'survives', column: source.column, type: to, condition: conversion.survives }
  return withChecks(withConversion(listed, column, { ...source, conversion: conversion.expression }), [survives])
}

const withConversion = (draft: TableDraft, column: string, source: ColumnSource): TableDraft => ({
  ...draft,
  sources: new Map([...draft.sources].map(([name, old]) => [name, sameName(name, column) ? source : old])),
})

/** A STRICT table knows six types only: the columns are given the nearest, and values that do not fit stop the change. */
function setTableOptions(draft: TableDraft, operation: SetTableOptions): TableDraft {
  const { strict, withoutRowid, ...foreign } = operation.changes
  if (Object.keys(foreign).length > 0) sqliteDdl.compile(operation)
  const before = parseCreateTable(draft.sql)
  const options = { strict: strict ?? before.strict, withoutRowid: withoutRowid ?? before.withoutRowid }
  const changed = edited(draft, { kind: 'setTableOptions', ...options })
  if (!options.strict || before.strict) return changed
  return before.columns
    .filter(({ typeText: type }) => !STRICT_TYPES.has(type.toUpperCase()))
    .reduce(
      (next, { name, typeText: type }) =>
        withType(next, { columnName: name.name, existing: {}, using: null }, readType(type)),
      changed,
    )
}

const STRICT_TYPES: ReadonlySet<string> = new Set(['INT', 'INTEGER', 'REAL', 'TEXT', 'BLOB', 'ANY'])

type EnumType = Extract<ColumnType, { kind: 'enum' }>

const enumCondition = (name: string, type: EnumType): string => conditionOfEnum(buildColumn(name, columnOfType(type)))

function withEnumCheck(draft: TableDraft, column: string, type: EnumType): TableDraft {
  const condition = enumCondition(column, type)
  const added = edited(draft, { kind: 'addColumnConstraint', column, definition: `CHECK (${condition})` })
  const source = sourceOf(draft, column)
  return source === undefined
    ? added
    : withChecks(added, [{ kind: 'condition', name: null, sql: enumCondition(source.column, type) }])
}

function withoutEnumCheck(draft: TableDraft, column: string, type: EnumType): TableDraft {
  const pattern = { name: null, type: 'check', columns: null, condition: enumCondition(column, type) } as const
  if (findConstraints(parseCreateTable(draft.sql), pattern).length !== 1) return draft
  return edited(draft, { kind: 'dropConstraint', ...pattern })
}

function dropConstraint(draft: TableDraft, { name, type, columns, condition, ifExists }: DropConstraint): TableDraft {
  const pattern = { name, type, columns, condition }
  if (ifExists && findConstraints(parseCreateTable(draft.sql), pattern).length === 0) return draft
  return edited(draft, { kind: 'dropConstraint', ...pattern })
}

function createIndex(draft: TableDraft, operation: CreateIndex): TableDraft {
  const { index, ifNotExists } = operation
  if (ifNotExists && draft.indexes.some(({ name }) => sameName(name, index.name))) return draft
  const statements = sqliteDdl.compile(operation).map(({ sql }) => ({ name: index.name, sql }))
  const indexed = { ...draft, indexes: [...draft.indexes, ...statements] }
  const columns = index.elements.flatMap(element => (element.kind === 'column' ? [element.name] : []))
  const sources = sourcesOf(draft, columns)
  const isPlain = index.unique && index.where === null && columns.length === index.elements.length
  return isPlain && sources !== null ? withChecks(indexed, [{ kind: 'unique', columns: sources }]) : indexed
}

function dropIndex(draft: TableDraft, { name, ifExists }: DropIndex): TableDraft {
  const indexes = draft.indexes.filter(index => !sameName(index.name, name))
  if (indexes.length < draft.indexes.length || ifExists) return { ...draft, indexes }
  throw new RetortError('BAD_OPERATION', `The table "${draft.table.name}" has no index "${name}".`, {
    hint: 'Correct the name, or pass ifExists.',
  })
}
