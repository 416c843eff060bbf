import type { SqlValue } from '../../schema/sql-expression'

/** A value as SQLite's SQL spells it. */
export function literal(value: SqlValue): string {
  if (value === null) return 'NULL'
  if (typeof value === 'string') return textLiteral(value)
  if (typeof value === 'boolean') return value ? '1' : '0'
  if (typeof value === 'number') return numberLiteral(value)
  if (typeof value === 'bigint') return String(value)
  return `X'${Array.from(value, byte => byte.toString(16).padStart(2, '0')).join('')}'`
}

/** SQL text ends at a NUL character, so one is spelled as a function. */
function textLiteral(value: string): string {
  const parts = value.split('\0').map(part => `'${part.replaceAll("'", "''")}'`)
  return parts.length === 1 ? (parts[0] ?? "''") : `(${parts.join(' || char(0) || ')})`
}

/** SQLite has no word for infinity, but reads a number that is too large as one; NaN is NULL to it. */
function numberLiteral(value: number): string {
  if (Number.isNaN(value)) return 'NULL'
  if (Number.isFinite(value)) return String(value)
  return value > 0 ? '9e999' : '-9e999'
}
