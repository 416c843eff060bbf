import type { ColumnType } from '../../schema/column-type'

type Reader = (first: number | null, second: number | null) => ColumnType

const plain =
  (kind: 'integer' | 'smallInteger' | 'bigInteger' | 'text' | 'boolean' | 'float' | 'double'): Reader =>
  () => ({ kind })
const dayTime =
  (kind: 'time' | 'dateTime'): Reader =>
  () => ({ kind, timezone: false, precision: null })
const numeric: Reader = (precision, scale) => ({ kind: 'numeric', precision, scale })
const other =
  (kind: 'date' | 'json' | 'jsonb' | 'uuid' | 'binary'): Reader =>
  () => ({ kind })

/** Types as declared in the wild, in capital letters. What is not listed stays `raw`. */
const READERS: Readonly<Record<string, Reader>> = {
  INTEGER: plain('integer'),
  INT: plain('integer'),
  SMALLINT: plain('smallInteger'),
  BIGINT: plain('bigInteger'),
  TEXT: plain('text'),
  BOOLEAN: plain('boolean'),
  BOOL: plain('boolean'),
  FLOAT: plain('float'),
  DOUBLE: plain('double'),
  'DOUBLE PRECISION': plain('double'),
  REAL: plain('double'),
  NUMERIC: numeric,
  DECIMAL: numeric,
  VARCHAR: length => ({ kind: 'string', length }),
  DATE: other('date'),
  TIME: dayTime('time'),
  DATETIME: dayTime('dateTime'),
  TIMESTAMP: dayTime('dateTime'),
  JSON: other('json'),
  JSONB: other('jsonb'),
  BLOB: other('binary'),
  UUID: other('uuid'),
}

const TAKES_ARGUMENTS: readonly string[] = ['NUMERIC', 'DECIMAL', 'VARCHAR']

/** A schema says the same few types thousands of times: each is read once, and equal texts give the very same type. */
const types = new Map<string, ColumnType>()

/** A declared type as a type of the model; `raw` with its own spelling where there is no word for it. */
export function readType(sql: string): ColumnType {
  const type = types.get(sql) ?? parseType(sql)
  types.set(sql, type)
  return type
}

function parseType(sql: string): ColumnType {
  const spelled = sql.trim().replace(/\s+/g, ' ')
  const unquoted = /^"([^"]*)"$/.exec(spelled)?.[1] ?? spelled
  if (/^char ?\( ?36 ?\)$/i.test(unquoted)) return { kind: 'uuid' }
  const match = /^([a-z ]+?) ?(?:\( ?(\d+) ?(?:, ?(\d+) ?)?\))?$/i.exec(unquoted)
  const name = match?.[1]?.toUpperCase() ?? ''
  const reader = READERS[name]
  const [first, second] = [numberOf(match?.[2]), numberOf(match?.[3])]
  if (reader === undefined || (first !== null && !TAKES_ARGUMENTS.includes(name))) return { kind: 'raw', sql: unquoted }
  if (name === 'VARCHAR' && second !== null) return { kind: 'raw', sql: unquoted }
  return reader(first, second)
}

const numberOf = (digits: string | undefined): number | null => (digits === undefined ? null : Number(digits))
