import type { TypeCompiler } from '../type-compiler'
import { compileType } from '../type-compiler'

const quoted = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`

const zoned = (word: string, precision: number | null, timezone: boolean): string =>
  `${word}${precision === null ? '' : `(${precision})`} ${timezone ? 'WITH' : 'WITHOUT'} TIME ZONE`

/** PostgreSQL's spelling of every type. */
export const postgresqlTypes: TypeCompiler = {
  integer: () => 'INTEGER',
  smallInteger: () => 'SMALLINT',
  bigInteger: () => 'BIGINT',
  text: () => 'TEXT',
  boolean: () => 'BOOLEAN',
  float: () => 'REAL',
  double: () => 'DOUBLE PRECISION',
  date: () => 'DATE',
  interval: () => 'INTERVAL',
  json: () => 'JSON',
  jsonb: () => 'JSONB',
  uuid: () => 'UUID',
  binary: () => 'BYTEA',
  string: ({ length }) => (length === null ? 'VARCHAR' : `VARCHAR(${length})`),
  numeric: ({ precision, scale }) =>
    precision === null ? 'NUMERIC' : `NUMERIC(${precision}${scale === null ? '' : `, ${scale}`})`,
  time: ({ precision, timezone }) => zoned('TIME', precision, timezone),
  dateTime: ({ precision, timezone }) => zoned('TIMESTAMP', precision, timezone),
  enum: ({ name, schema }) => (schema === null ? quoted(name) : `${quoted(schema)}.${quoted(name)}`),
  array: ({ of }) => `${compileType(postgresqlTypes, of)}[]`,
  raw: ({ sql }) => sql,
}
