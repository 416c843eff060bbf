import type { ColumnType } from '../../schema/column-type'
import { call, code, type Source } from './source'
import { options, text, texts } from './values'

/** A type as the call that makes it: `string(255)`. */
export function typeSource(type: ColumnType): Source {
  switch (type.kind) {
    case 'string':
      return call('string', type.length === null ? null : code(String(type.length)))
    case 'numeric':
      return numericSource(type)
    case 'time':
    case 'dateTime':
      return call(type.kind, options({ timezone: type.timezone, precision: type.precision }))
    case 'enum':
      return call('enumType', text(type.name), texts(type.values), options({ schema: type.schema }))
    case 'array':
      return call('array', typeSource(type.of))
    case 'raw':
      return call('rawType', text(type.sql))
    default:
      return call(type.kind)
  }
}

function numericSource({ precision, scale }: Extract<ColumnType, { kind: 'numeric' }>): Source {
  if (precision === null) return call('numeric')
  return call('numeric', code(String(precision)), scale === null ? null : code(String(scale)))
}
