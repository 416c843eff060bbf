import type { SqlValue } from '../../schema/sql-expression'

/** A value as PostgreSQL reads it in SQL text. */
export function literal(value: SqlValue): string {
  if (value === null) return 'NULL'
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (typeof value === 'string') return textLiteral(value)
  if (value instanceof Uint8Array) return `'\\x${hex(value)}'::bytea`
  if (typeof value === 'bigint' || Number.isFinite(value)) return String(value)
  return `'${value}'::float8`
}

export const textLiteral = (text: string): string => `'${text.replaceAll("'", "''")}'`

const hex = (bytes: Uint8Array): string => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
