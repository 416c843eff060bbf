import type { Column } from '../../schema/column'
import type { ColumnType } from '../../schema/column-type'
import type { CheckConstraint } from '../../schema/constraint'
import type { Table } from '../../schema/table'
import { tableName } from '../../schema/table-name'
import type { ComparisonRules } from '../dialect'
import { compileType } from '../type-compiler'
import { enumCondition, isCounted } from './ddl-compiler'
import { normalizeExpression } from './ddl-parser'
import { comparableDefault } from './default-text'
import { readType } from './read-type'
import { sqliteTypes, strictType } from './type-compiler'

/** What is the same to SQLite. */
export const sqliteComparison: ComparisonRules = {
  stored: storedTable,
  type: comparableType,
  default: column => comparableDefault(column, normalizeExpression),
  expression: normalizeExpression,
  serverPrints: false,
}

/** Comments and PostgreSQL's options are left out, an enum is text with a CHECK, an identity counts up by AUTOINCREMENT. */
function storedTable(table: Table): Table {
  const keyColumns = table.primaryKey?.columns ?? []
  return {
    ...table,
    comment: null,
    columns: table.columns.map(column => ({
      ...storedColumn(column, table.strict),
      nullable: column.nullable && !keyColumns.includes(column.name),
    })),
    uniques: table.uniques.map(unique => ({
      ...unique,
      deferrable: false,
      initially: 'immediate',
      nullsNotDistinct: false,
    })),
    foreignKeys: table.foreignKeys.map(key => ({
      ...key,
      referredTable: tableName(key.referredTable.name),
      initially: key.deferrable ? key.initially : 'immediate',
      notValid: false,
    })),
    checks: [...table.checks.map(check => ({ ...check, notValid: false })), ...enumChecks(table)],
    indexes: table.indexes.map(index => ({
      ...index,
      using: null,
      include: [],
      with: {},
      tablespace: null,
      nullsNotDistinct: false,
    })),
  }
}

const storedColumn = (column: Column, strict: boolean): Column => ({
  ...column,
  type: isCounted(column) ? { kind: 'integer' } : storedType(column.type, strict),
  comment: null,
  identity: null,
  autoIncrement: isCounted(column) ? true : 'auto',
})

/** The type as it would be read back. An array has no spelling here; creating it is refused, comparing it is not. */
function storedType(type: ColumnType, strict: boolean): ColumnType {
  if (type.kind === 'array' || (type.kind === 'raw' && strict)) return type
  return type.kind === 'raw' ? readType(type.sql) : readType(strict ? strictType(type) : compileType(sqliteTypes, type))
}

/** The conditions of enum columns, unless the table states them already. */
function enumChecks({ columns, checks }: Table): readonly CheckConstraint[] {
  const stated = new Set(checks.map(({ sql }) => normalizeExpression(sql)))
  return columns
    .filter(({ type }) => type.kind === 'enum')
    .map(column => ({ kind: 'check' as const, name: null, sql: enumCondition(column), notValid: false }))
    .filter(({ sql }) => !stated.has(normalizeExpression(sql)))
}

function comparableType(type: ColumnType): string {
  if (type.kind === 'array') return `${comparableType(type.of)}[]`
  const known = type.kind === 'raw' ? readType(type.sql) : type
  return compileType(sqliteTypes, known).replace(/\s+/g, ' ').toUpperCase()
}
