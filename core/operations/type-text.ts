import type { ColumnType } from '../schema/column-type'

/** A type in the words of the model: `string(255)`. */
export function typeText(type: ColumnType): string {
  switch (type.kind) {
    case 'string':
      return type.length === null ? 'string' : `string(${type.length})`
    case 'numeric':
      return type.precision === null ? 'numeric' : `numeric(${[type.precision, type.scale ?? 0].join(', ')})`
    case 'time':
    case 'dateTime': {
      const precision = type.precision === null ? '' : `(${type.precision})`
      return `${type.kind}${precision}${type.timezone ? ' with time zone' : ''}`
    }
    case 'enum':
      return `${type.name} (${type.values.join(', ')})`
    case 'array':
      return `array of ${typeText(type.of)}`
    case 'raw':
      return type.sql
    default:
      return type.kind
  }
}
