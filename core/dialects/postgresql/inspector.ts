import type { Column } from '../../schema/column'
import type { CheckConstraint, Constraint, ForeignKey, PrimaryKey, UniqueConstraint } from '../../schema/constraint'
import type { EnumType, Schema, View } from '../../schema/schema'
import type { Table } from '../../schema/table'
import type { ReadConnection, Row } from '../connection'
import type { InspectOptions } from '../dialect'
import { COLUMNS, CONSTRAINTS, enumsQuery, INDEXES, RELATIONS, withScope } from './catalogue-queries'
import {
  list,
  type ColumnRow,
  type ConstraintRow,
  type EnumRow,
  type IndexRow,
  type RelationRow,
} from './catalogue-rows'
import { isCountingKey } from './counting-column'
import { withoutOuterParentheses } from './parentheses'
import { readConstraint } from './read-constraint'
import { readDefault } from './read-default'
import { readIndex } from './read-index'
import { readType } from './read-type'

/** Reads the schema in five queries. Tables of the connection's default schema have no schema in their name. */
export async function inspectPostgresql(connection: ReadConnection, options: InspectOptions = {}): Promise<Schema> {
  const all = options.includeSchemas ?? false
  const read = async <R>(query: string): Promise<readonly R[]> =>
    (await connection.query<Row>(withScope(query, all))) as unknown as readonly R[]
  const relations = await read<RelationRow>(RELATIONS)
  const columns = groupedByRelation(await read<ColumnRow>(COLUMNS))
  const constraints = groupedByRelation(await read<ConstraintRow>(CONSTRAINTS))
  const indexes = groupedByRelation(await read<IndexRow>(INDEXES))
  const enumRows = (await connection.query<Row>(enumsQuery(all))) as unknown as readonly EnumRow[]
  const enums = new Map(enumRows.map(row => [row.oid, readEnum(row)]))
  return {
    tables: relations
      .filter(({ kind }) => kind !== 'v')
      .map(relation =>
        readTable(relation, {
          columns: columns.get(relation.oid) ?? [],
          constraints: (constraints.get(relation.oid) ?? []).map(readConstraint),
          indexes: indexes.get(relation.oid) ?? [],
          enums,
        }),
      ),
    views: relations.filter(({ kind }) => kind === 'v').map(readView),
    enums: enumRows.filter(row => row.in_scope).map(readEnum),
  }
}

function groupedByRelation<R extends { readonly relation: number }>(rows: readonly R[]): ReadonlyMap<number, R[]> {
  return Map.groupBy(rows, row => row.relation)
}

interface TableParts {
  readonly columns: readonly ColumnRow[]
  readonly constraints: readonly Constraint[]
  readonly indexes: readonly IndexRow[]
  readonly enums: ReadonlyMap<number, EnumType>
}

function readTable(
  { schema, name, comment }: RelationRow,
  { columns, constraints, indexes, enums }: TableParts,
): Table {
  const primaryKey = constraints.find((item): item is PrimaryKey => item.kind === 'primaryKey') ?? null
  return {
    kind: 'table',
    name: { schema, name },
    columns: columns.map(row => counted(readColumn(row, enums), row, constraints)),
    primaryKey,
    uniques: constraints.filter((item): item is UniqueConstraint => item.kind === 'unique'),
    foreignKeys: constraints.filter((item): item is ForeignKey => item.kind === 'foreignKey'),
    checks: constraints.filter((item): item is CheckConstraint => item.kind === 'check'),
    indexes: indexes.map(readIndex),
    comment,
    strict: false,
    withoutRowid: false,
  }
}

function readColumn(row: ColumnRow, enums: ReadonlyMap<number, EnumType>): Column {
  const type = readType(row.type, row.enum === null ? undefined : enums.get(row.enum))
  const isGenerated = row.generated !== ''
  return {
    name: row.name,
    type,
    nullable: !row.not_null,
    default: isGenerated || row.default_text === null ? null : readDefault(row.default_text, type),
    comment: row.comment,
    collation: row.collation,
    generated: isGenerated
      ? { sql: withoutOuterParentheses(row.default_text ?? ''), stored: row.generated === 's' }
      : null,
    identity: row.identity === '' ? null : { always: row.identity === 'a' },
    autoIncrement: 'auto',
  }
}

/** A key that counts by an identity or by a sequence of its own is a key that counts, and one that does not is said to. */
function counted(column: Column, row: ColumnRow, constraints: readonly Constraint[]): Column {
  const bySequence = row.owns_sequence && (row.default_text?.startsWith('nextval(') ?? false)
  const counts = bySequence || row.identity === 'd'
  const bare = counts ? { ...column, default: null, identity: null } : column
  if (!isCountingKey(bare, constraints)) return column
  return { ...bare, autoIncrement: counts ? 'auto' : false }
}

const readView = ({ schema, name, definition }: RelationRow): View => ({
  kind: 'view',
  name: { schema, name },
  sql: (definition ?? '').trim().replace(/;$/, ''),
})

const readEnum = ({ name, schema, values }: EnumRow): EnumType => ({
  kind: 'enumType',
  name,
  schema,
  values: list(values),
})
