import type { DropConstraint } from '../../operations/drop-constraint'

const NAME_BYTES = 63

/** The name PostgreSQL gives a constraint without one: `users_email_key`. Null where it cannot be told, or was shortened. */
export function givenName({ table, type, columns }: DropConstraint): string | null {
  if (type === 'primaryKey') return fitting(`${table.name}_pkey`)
  if (columns === null || (type !== 'unique' && type !== 'foreignKey')) return null
  return fitting([table.name, ...columns, type === 'unique' ? 'key' : 'fkey'].join('_'))
}

const fitting = (name: string): string | null => (new TextEncoder().encode(name).length > NAME_BYTES ? null : name)
