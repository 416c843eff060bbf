import { defaultText } from './default-text'
import { typeText } from './type-text'
import type { ColumnProperties } from './alter-column'
import type { Operation } from './operation'

/** The two sides of an altered column, in words; null where there is no such side. */
export interface PropertyChange {
  readonly before: string | null
  readonly after: string | null
}

export function propertyChange(operation: Operation): PropertyChange {
  if (operation.kind !== 'alterColumn') return { before: null, after: null }
  const { changes, existing, columnName } = operation
  const before = Object.keys(changes).flatMap(key => sideOf(key, existing))
  return {
    before: [columnName, ...before].join('  '),
    after: [changes.newName ?? columnName, ...Object.keys(changes).flatMap(key => sideOf(key, changes))].join('  '),
  }
}

function sideOf(key: string, properties: ColumnProperties): readonly string[] {
  const { type, nullable, default: initial, comment } = properties
  if (key === 'type' && type !== undefined) return [typeText(type)]
  if (key === 'nullable' && nullable !== undefined) return [nullable ? 'nullable' : 'not null']
  if (key === 'default' && initial !== undefined)
    return [initial === null ? 'no default' : `default ${defaultText(initial)}`]
  if (key === 'comment' && comment !== undefined) return [comment === null ? 'no comment' : `“${comment}”`]
  return []
}
