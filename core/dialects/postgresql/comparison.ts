import type { Column, DefaultValue } from '../../schema/column'
import type { ColumnType } from '../../schema/column-type'
import { constraintsOf, type Table } from '../../schema/table'
import type { ComparisonRules } from '../dialect'
import { isCountingKey, withIdentity } from './counting-column'
import { enumOf } from './enum-statements'
import { normalExpression } from './expression'
import { literal } from './literal'
import { readDefault } from './read-default'
import { compileType } from '../type-compiler'
import { readType } from './read-type'
import { postgresqlTypes } from './type-compiler'

/** What is the same to PostgreSQL. */
export const postgresqlComparison: ComparisonRules = {
  stored: storedTable,
  type: comparableType,
  default: comparableDefault,
  expression: normalExpression,
  serverPrints: true,
}

/** SQLite's table options are left out; counting keys are `auto`, counting columns elsewhere identities. */
function storedTable(table: Table): Table {
  const constraints = constraintsOf(table)
  return {
    ...table,
    columns: table.columns.map(column => storedColumn(column, table)),
    foreignKeys: table.foreignKeys.map(key => ({ ...key, initially: key.deferrable ? key.initially : 'immediate' })),
    indexes: table.indexes.map(index => ({
      ...index,
      using: index.using?.toLowerCase() === 'btree' ? null : index.using,
    })),
    strict: false,
    withoutRowid: false,
  }

  function storedColumn(column: Column, { primaryKey }: Table): Column {
    const nullable = column.nullable && !(primaryKey?.columns.includes(column.name) ?? false)
    const bare = { ...column, nullable, identity: column.identity?.always === false ? null : column.identity }
    if (isCountingKey(bare, constraints)) {
      const counts = column.identity !== null || column.autoIncrement !== false
      return { ...bare, autoIncrement: counts ? 'auto' : false }
    }
    return { ...withIdentity({ ...column, nullable }, constraints), autoIncrement: 'auto' }
  }
}

function comparableType(type: ColumnType): string {
  if (type.kind === 'numeric' && type.precision !== null && type.scale === null)
    return comparableType({ ...type, scale: 0 })
  if ((type.kind === 'time' || type.kind === 'dateTime') && type.precision === 6)
    return comparableType({ ...type, precision: null })
  if (type.kind === 'raw') return comparableRaw(type.sql)
  const values = enumOf(type)?.values.map(literal).join(', ')
  return `${compileType(postgresqlTypes, type)}${values === undefined ? '' : ` (${values})`}`
}

/** Short names of types, by the name that `format_type` prints. */
const ALIASES: readonly (readonly [RegExp, string])[] = [
  [/\s*([(),])\s*/g, '$1'],
  [/^(?:int|int4)\b/, 'integer'],
  [/^int8\b/, 'bigint'],
  [/^int2\b/, 'smallint'],
  [/^bool\b/, 'boolean'],
  [/^float4\b/, 'real'],
  [/^(?:float8|float)\b/, 'double precision'],
  [/^decimal\b/, 'numeric'],
  [/^numeric\((\d+)\)/, 'numeric($1,0)'],
  [/^varchar\b/, 'character varying'],
  [/^(?:char|bpchar)\b/, 'character'],
  [/^character(?=$|\[)/, 'character(1)'],
  [/^varbit\b/, 'bit varying'],
  [/^(timestamp|time)tz(\(\d\))?/, '$1$2 with time zone'],
  [/^(timestamp|time)(\(\d\))?(?=$|\[)/, '$1$2 without time zone'],
]

/** A type the model spells by hand is compared by what it is, so far as there is a word for it. */
function comparableRaw(sql: string): string {
  if (sql.includes('"')) return sql
  const plain = sql.trim().toLowerCase().replace(/\s+/g, ' ')
  const printed = ALIASES.reduce((text, [alias, name]) => text.replace(alias, name), plain)
  const known = readType(printed)
  return known.kind === 'raw' ? printed : comparableType(known)
}

function comparableDefault({ default: value, type }: Column): string | null {
  const read = value === null ? null : plain(value, type)
  if (read === null) return null
  if (read.kind === 'expression') return normalExpression(read.sql)
  const text = String(read.value)
  return typeof read.value === 'string' && !isNumericText(read.value, type) ? literal(text) : withoutZeros(text)
}

/** A value and the expression that says the same are one: `0`, `'0'` and `` sql`0` `` of an integer. */
const plain = (value: DefaultValue, type: ColumnType): DefaultValue | null =>
  readDefault(value.kind === 'expression' ? value.sql.trim() : literal(value.value), type)

const isNumericText = (text: string, type: ColumnType): boolean => type.kind === 'numeric' && /^-?[\d.]+$/.test(text)

const withoutZeros = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text)
