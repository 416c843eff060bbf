import { RetortError } from '../../errors'
import type { ColumnType } from '../../schema/column-type'
import { compileType, type TypeCompiler } from '../type-compiler'

/** SQLite's spelling of every type. A type it lacks gets one whose affinity keeps every value as it was written. */
export const sqliteTypes: TypeCompiler = {
  integer: () => 'INTEGER',
  smallInteger: () => 'SMALLINT',
  bigInteger: () => 'BIGINT',
  text: () => 'TEXT',
  boolean: () => 'BOOLEAN',
  float: () => 'FLOAT',
  double: () => 'DOUBLE',
  date: () => 'DATE',
  // INTERVAL would have the affinity of an integer, UUID that of a number: 12e4… would not come back.
  interval: () => 'TEXT',
  uuid: () => 'CHAR(36)',
  json: () => 'JSON',
  jsonb: () => 'JSONB',
  binary: () => 'BLOB',
  string: ({ length }) => (length === null ? 'VARCHAR' : `VARCHAR(${length})`),
  numeric: ({ precision, scale }) =>
    precision === null ? 'NUMERIC' : `NUMERIC(${precision}${scale === null ? '' : `, ${scale}`})`,
  time: () => 'TIME',
  dateTime: () => 'DATETIME',
  enum: ({ values }) => `VARCHAR(${longest(values)})`,
  array: () => {
    throw new RetortError('UNSUPPORTED_BY_DIALECT', 'SQLite has no arrays.', {
      hint: 'Use json(), or a table of its own.',
    })
  },
  raw: ({ sql }) => sql,
}

export const longest = (values: readonly string[]): number => Math.max(1, ...values.map(value => value.length))

const STRICT_TYPES: readonly string[] = ['INT', 'INTEGER', 'REAL', 'TEXT', 'BLOB', 'ANY']

/** The one of a STRICT table's six types that keeps the values of a type. */
export function strictType(type: ColumnType): string {
  switch (type.kind) {
    case 'integer':
    case 'smallInteger':
    case 'bigInteger':
    case 'boolean':
      return 'INTEGER'
    case 'float':
    case 'double':
      return 'REAL'
    // REAL would round it and TEXT would sort it wrongly.
    case 'numeric':
      return 'ANY'
    case 'binary':
    case 'jsonb':
      return 'BLOB'
    case 'array':
      return compileType(sqliteTypes, type)
    case 'raw':
      return STRICT_TYPES.includes(type.sql.toUpperCase()) ? type.sql : refuseInStrict(type.sql)
    default:
      return 'TEXT'
  }
}

function refuseInStrict(type: string): never {
  throw new RetortError('UNSUPPORTED_BY_DIALECT', `A STRICT table has no type ${type === '' ? 'left out' : type}.`, {
    hint: `Use one of ${STRICT_TYPES.join(', ')}, or a table that is not strict.`,
  })
}
