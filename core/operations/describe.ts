import type { Column } from '../schema/column'
import type { Constraint } from '../schema/constraint'
import { constraintsOf } from '../schema/table'
import type { IndexElement } from '../schema/table-index'
import { qualified, type TableName } from '../schema/table-name'
import type { AlterColumn, ColumnProperties } from './alter-column'
import { objectDescriptions } from './describe-objects'
import { visit, type Operation, type Station } from './operation'
import { defaultText } from './default-text'
import { typeText } from './type-text'
import { sentence, type Description } from './sentence'

export type { Description, DescriptionVerb } from './sentence'

/** Says what an operation does, in plain words. */
export function describe(operation: Operation): Description {
  return visit(descriptions, operation)
}

const descriptions: Station<Description> = {
  ...objectDescriptions,

  createTable({ table }) {
    const parts = [counted(table.columns.length, 'column'), counted(constraintsOf(table).length, 'constraint')]
    return sentence(
      'create',
      ['Creates the table', qualified(table.name)],
      `with ${parts.filter(Boolean).join(' and ')}`,
    )
  },
  dropTable: ({ table }) => sentence('drop', ['Drops the table', qualified(table)], 'and every row in it'),
  renameTable: ({ table, newName }) =>
    sentence('rename', ['Renames the table', qualified(table)], `to ${qualified({ ...table, name: newName })}`),

  addColumn({ table, column, constraints }) {
    const details = [...columnDetails(column), ...constraints.map(constraintDetail)]
    return sentence('create', ['Adds', columnName(table, column.name)], details)
  },
  dropColumn: ({ table, columnName: name }) =>
    sentence('drop', ['Drops the column', columnName(table, name)], 'and its values'),
  alterColumn,

  createIndex({ table, index }) {
    const where = index.where === null ? [] : [`where ${index.where}`]
    const what = `${index.unique ? 'unique, ' : ''}on ${qualified(table)} (${index.elements.map(elementText).join(', ')})`
    return sentence('create', ['Creates the index', index.name], [what, ...where])
  },
  dropIndex: ({ name, table }) =>
    sentence('drop', ['Drops the index', name], table === null ? [] : `on ${qualified(table)}`),

  createForeignKey: operation => constraintSentence(operation),
  createUniqueConstraint: operation => constraintSentence(operation),
  createPrimaryKey: operation => constraintSentence(operation),
  createCheckConstraint: operation => constraintSentence(operation),
  dropConstraint({ table, name, type, columns, condition }) {
    const label = type === null ? 'constraint' : CONSTRAINT_NAMES[type]
    const what = columns === null ? (condition === null ? [] : [`(${condition})`]) : [`(${columns.join(', ')})`]
    return sentence(
      'drop',
      [`Drops the ${label}`, name ?? `of ${qualified(table)}`],
      [...(name === null ? [] : [`of ${qualified(table)}`]), ...what],
    )
  },

  createTableComment: ({ table, comment }) =>
    sentence('alter', ['Sets the comment of', qualified(table)], `to ${JSON.stringify(comment)}`),
  dropTableComment: ({ table }) => sentence('alter', ['Removes the comment of', qualified(table)], []),

  batchAlterTable: ({ table, operations }) =>
    sentence(
      'alter',
      ['Changes', qualified(table)],
      operations.map(operation => lowerFirst(describe(operation).text)),
      ': ',
    ),
  bulkInsert: ({ table, rows }) => sentence('data', ['Inserts into', qualified(table)], counted(rows.length, 'row')),
  execute: ({ sql }) => sentence('data', ['Runs', 'SQL'], inOneLine(sql), ': '),
  query: ({ sql }) => sentence('data', ['Reads', 'rows'], inOneLine(sql), ': '),
}

const CONSTRAINT_NAMES: Readonly<Record<Constraint['kind'] | 'exclude', string>> = {
  primaryKey: 'primary key',
  unique: 'unique constraint',
  foreignKey: 'foreign key',
  check: 'check',
  exclude: 'exclude constraint',
}

function alterColumn({ table, columnName: name, changes, existing }: AlterColumn): Description {
  const object = columnName(table, name)
  const { newName, ...properties } = changes
  const details = changeDetails(properties, existing)
  if (newName === undefined) return sentence('alter', ['Changes', object], details, ': ')
  return sentence('rename', ['Renames', object], `to ${[newName, ...details].join(', ')}`)
}

function changeDetails(changes: ColumnProperties, existing: ColumnProperties): readonly string[] {
  const details: string[] = []
  if (changes.type !== undefined) {
    const from = existing.type === undefined ? '' : ` from ${typeText(existing.type)}`
    details.push(`type${from} to ${typeText(changes.type)}`)
  }
  if (changes.nullable !== undefined) details.push(changes.nullable ? 'nullable' : 'not null')
  if (changes.default !== undefined)
    details.push(changes.default === null ? 'no default' : `default ${defaultText(changes.default)}`)
  if (changes.comment !== undefined)
    details.push(changes.comment === null ? 'no comment' : `comment ${JSON.stringify(changes.comment)}`)
  if (changes.autoIncrement !== undefined)
    details.push(changes.autoIncrement === false ? 'no longer counting up' : 'counting up')
  if (changes.identity !== undefined)
    details.push(changes.identity === null ? 'no identity' : identityText(changes.identity.always))
  return details
}

function columnDetails(column: Column): readonly string[] {
  return [
    typeText(column.type),
    ...(column.nullable ? [] : ['not null']),
    ...(column.default === null ? [] : [`default ${defaultText(column.default)}`]),
    ...(column.generated === null ? [] : [`generated as ${column.generated.sql}`]),
    ...(column.identity === null ? [] : [identityText(column.identity.always)]),
    ...(column.collation === null ? [] : [`collation ${column.collation}`]),
    ...(column.comment === null ? [] : [`comment ${JSON.stringify(column.comment)}`]),
  ]
}

const identityText = (always: boolean): string => (always ? 'identity, always' : 'identity')

function constraintSentence({
  table,
  constraint,
}: {
  readonly table: TableName
  readonly constraint: Constraint
}): Description {
  const label = CONSTRAINT_NAMES[constraint.kind]
  const detail = constraintDetail(constraint)
  if (constraint.name === null) return sentence('create', [`Adds a ${label} to`, qualified(table)], `: ${detail}`, '')
  return sentence('create', [`Adds the ${label}`, constraint.name], `to ${qualified(table)}: ${detail}`)
}

function constraintDetail(constraint: Constraint): string {
  switch (constraint.kind) {
    case 'primaryKey':
      return `primary key (${constraint.columns.join(', ')})`
    case 'unique':
      return `unique (${constraint.columns.join(', ')})`
    case 'check':
      return constraint.sql
    case 'foreignKey': {
      const remote = constraint.referredColumns.length === 0 ? '' : `(${constraint.referredColumns.join(', ')})`
      const action = constraint.onDelete === 'no action' ? '' : `, on delete ${constraint.onDelete}`
      return `${constraint.columns.join(', ')} to ${qualified(constraint.referredTable)}${remote}${action}`
    }
  }
}

const columnName = (table: TableName, name: string): string => `${qualified(table)}.${name}`
const elementText = (element: IndexElement): string => (element.kind === 'column' ? element.name : element.sql)
const counted = (count: number, noun: string): string =>
  count === 0 ? '' : `${count} ${noun}${count === 1 ? '' : 's'}`
const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
const LONGEST = 80

function inOneLine(sql: string): string {
  const line = sql.trim().replace(/\s+/g, ' ')
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1).trimEnd()}…`
}
