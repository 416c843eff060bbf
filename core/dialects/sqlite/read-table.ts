import type { Column } from '../../schema/column'
import type { ColumnType } from '../../schema/column-type'
import type { CheckConstraint, ForeignKey, PrimaryKey, UniqueConstraint } from '../../schema/constraint'
import type { Table } from '../../schema/table'
import type { IndexElement, TableIndex } from '../../schema/table-index'
import { tableName } from '../../schema/table-name'
import {
  columnNamesOf,
  constraintsIn,
  foldName,
  parseCreateIndex,
  parseCreateTable,
  type ColumnSyntax,
  type ConstraintSyntax,
  type ConstraintSyntaxOf,
  type CreateTableStatement,
  type IndexElementSyntax,
  type PlacedConstraint,
} from './ddl-parser'
import { readDefault } from './default-text'
import { readType } from './read-type'

/** A table from its stored texts, which say more than SQLite's pragmas do. */
export function readTable(sql: string, indexes: readonly string[]): Table {
  const statement = parseCreateTable(sql)
  const key = primaryKeyOf(statement)
  const spell = spelling(statement)
  return {
    kind: 'table',
    name: tableName(statement.name.name),
    columns: statement.columns.map(column => readColumn(column, key)),
    primaryKey: key === null ? null : readPrimaryKey(key, spell),
    uniques: uniquesOf(statement, spell),
    foreignKeys: placed(statement, 'foreignKey').map(item => readForeignKey(item, spell)),
    checks: placed(statement, 'check').map(({ constraint }) => readCheck(constraint)),
    indexes: indexes.map(text => readIndex(text, spell)),
    comment: null,
    strict: statement.strict,
    withoutRowid: statement.withoutRowid,
  }
}

/** Names without their case are one column; the table's own spelling counts. */
type Spelling = (name: string) => string

function spelling({ columns }: CreateTableStatement): Spelling {
  const names = new Map(columns.map(({ name }) => [foldName(name.name), name.name]))
  return name => names.get(foldName(name)) ?? name
}

interface Placed<Constraint> {
  readonly constraint: Constraint
  readonly column: string | null
}

type PlacedKey = Placed<ConstraintSyntaxOf<'primaryKey'>>

const placed = <Kind extends ConstraintSyntax['kind']>(
  statement: CreateTableStatement,
  kind: Kind,
): readonly Placed<ConstraintSyntaxOf<Kind>>[] =>
  constraintsIn(statement).filter(
    (item): item is PlacedConstraint & Placed<ConstraintSyntaxOf<Kind>> => item.constraint.kind === kind,
  )

const primaryKeyOf = (statement: CreateTableStatement): PlacedKey | null => placed(statement, 'primaryKey')[0] ?? null

const columnsOf = ({ constraint, column }: PlacedConstraint): readonly string[] =>
  column === null ? columnNamesOf(constraint) : [column]

const readPrimaryKey = (key: PlacedKey, spell: Spelling): PrimaryKey => ({
  kind: 'primaryKey',
  name: key.constraint.name?.name ?? null,
  columns: columnsOf(key).map(spell),
})

function readColumn({ name, typeText, constraints }: ColumnSyntax, key: PlacedKey | null): Column {
  const keyColumns = key === null ? [] : columnsOf(key).map(foldName)
  const inKey = keyColumns.includes(foldName(name.name))
  const type = columnType(typeText, inKey && keyColumns.length === 1)
  // Of several defaults or collations the last one counts.
  const last = <Kind extends ConstraintSyntax['kind']>(kind: Kind) =>
    constraints.findLast((constraint): constraint is ConstraintSyntaxOf<Kind> => constraint.kind === kind)
  const [value, collation, generated] = [last('default'), last('collate'), last('generated')]
  return {
    name: name.name,
    type,
    nullable: !inKey && last('notNull') === undefined,
    default: value === undefined ? null : readDefault(value.sql, type),
    comment: null,
    collation: collation?.collation.name ?? null,
    generated: generated === undefined ? null : { sql: generated.sql, stored: generated.stored },
    identity: null,
    autoIncrement: inKey && key?.constraint.autoincrement ? true : 'auto',
  }
}

/** `INT PRIMARY KEY` is not `INTEGER PRIMARY KEY`: only the latter is the rowid. */
function columnType(typeText: string, isKey: boolean): ColumnType {
  const type = readType(typeText)
  return isKey && type.kind === 'integer' && !/^"?integer"?$/i.test(typeText) ? { kind: 'raw', sql: typeText } : type
}

/** SQLite keeps one index for several declarations of the same columns. One without a name says nothing beside others. */
function uniquesOf(statement: CreateTableStatement, spell: Spelling): readonly UniqueConstraint[] {
  const uniques = placed(statement, 'unique').map(item => readUnique(item, spell))
  const saysTheSame = (a: UniqueConstraint, b: UniqueConstraint): boolean =>
    a.columns.join('\0') === b.columns.join('\0')
  return uniques.filter((unique, position) => {
    const others = uniques.filter((other, at) => at !== position && saysTheSame(other, unique))
    return unique.name !== null || !others.some(other => other.name !== null || uniques.indexOf(other) < position)
  })
}

const readUnique = (item: Placed<ConstraintSyntaxOf<'unique'>>, spell: Spelling): UniqueConstraint => ({
  kind: 'unique',
  name: item.constraint.name?.name ?? null,
  columns: columnsOf(item).map(spell),
  deferrable: false,
  initially: 'immediate',
  nullsNotDistinct: false,
})

function readForeignKey(item: Placed<ConstraintSyntaxOf<'foreignKey'>>, spell: Spelling): ForeignKey {
  const { name, table, referredColumns, onDelete, onUpdate, match, deferrable, initially } = item.constraint
  return {
    kind: 'foreignKey',
    name: name?.name ?? null,
    columns: columnsOf(item).map(spell),
    referredTable: tableName(table.name),
    referredColumns: referredColumns.map(column => column.name),
    onDelete,
    onUpdate,
    deferrable,
    initially: deferrable ? initially : 'immediate',
    match,
    notValid: false,
  }
}

const readCheck = ({ name, sql }: ConstraintSyntaxOf<'check'>): CheckConstraint => ({
  kind: 'check',
  name: name?.name ?? null,
  sql,
  notValid: false,
})

function readIndex(sql: string, spell: Spelling): TableIndex {
  const { name, elements, unique, where } = parseCreateIndex(sql)
  return {
    kind: 'index',
    name: name.name,
    elements: elements.map(element => readElement(element, spell)),
    unique,
    where,
    using: null,
    include: [],
    with: {},
    tablespace: null,
    nullsNotDistinct: false,
  }
}

function readElement({ column, collation, descending, text }: IndexElementSyntax, spell: Spelling): IndexElement {
  if (column === null || collation !== null || descending) return { kind: 'expression', sql: text }
  return { kind: 'column', name: spell(column.name) }
}
