import type { ColumnType, ColumnTypeKind } from '../../schema/column-type'
import type { EnumType } from '../../schema/schema'

type SimpleKind = Exclude<ColumnTypeKind, 'string' | 'numeric' | 'time' | 'dateTime' | 'enum' | 'array' | 'raw'>

const SIMPLE: Readonly<Record<string, SimpleKind>> = {
  integer: 'integer',
  smallint: 'smallInteger',
  bigint: 'bigInteger',
  text: 'text',
  boolean: 'boolean',
  real: 'float',
  'double precision': 'double',
  date: 'date',
  interval: 'interval',
  json: 'json',
  jsonb: 'jsonb',
  uuid: 'uuid',
  bytea: 'binary',
}

/** A type as `format_type` prints it. What has no word of its own here stays as it is. */
export function readType(text: string, enumType?: EnumType): ColumnType {
  if (text.endsWith('[]')) return { kind: 'array', of: readType(text.slice(0, -2), enumType) }
  if (enumType !== undefined)
    return { kind: 'enum', name: enumType.name, schema: enumType.schema, values: enumType.values }
  const simple = SIMPLE[text]
  if (simple !== undefined) return { kind: simple }
  return readString(text) ?? readNumeric(text) ?? readTime(text) ?? { kind: 'raw', sql: text }
}

const numberOf = (digits: string | undefined): number | null => (digits === undefined ? null : Number(digits))

function readString(text: string): ColumnType | null {
  const match = /^character varying(?:\((\d+)\))?$/.exec(text)
  return match && { kind: 'string', length: numberOf(match[1]) }
}

function readNumeric(text: string): ColumnType | null {
  const match = /^numeric(?:\((\d+),(-?\d+)\))?$/.exec(text)
  return match && { kind: 'numeric', precision: numberOf(match[1]), scale: numberOf(match[2]) }
}

function readTime(text: string): ColumnType | null {
  const match = /^(time|timestamp)(?:\((\d)\))? (with|without) time zone$/.exec(text)
  return (
    match && {
      kind: match[1] === 'time' ? 'time' : 'dateTime',
      timezone: match[3] === 'with',
      precision: numberOf(match[2]),
    }
  )
}
