import type { ColumnType } from '../../../schema/column-type'
import { quoteName } from '../ddl-parser'

/** How SQLite treats the values of a column, by the type it was declared with. */
export type Affinity = 'INTEGER' | 'TEXT' | 'BLOB' | 'REAL' | 'NUMERIC'

/** SQLite's own rule, in its own order. */
export function affinityOf(declaredType: string): Affinity {
  const type = declaredType.toUpperCase()
  if (type.includes('INT')) return 'INTEGER'
  if (/CHAR|CLOB|TEXT/.test(type)) return 'TEXT'
  if (type === '' || type.includes('BLOB')) return 'BLOB'
  return /REAL|FLOA|DOUB/.test(type) ? 'REAL' : 'NUMERIC'
}

/** The kinds whose values are numbers. Others that SQLite gives NUMERIC (dates, JSON) hold text: a CAST would leave 2026 of '2026-11-20'. */
const NUMBERS: ReadonlySet<ColumnType['kind']> = new Set([
  'integer',
  'smallInteger',
  'bigInteger',
  'boolean',
  'float',
  'double',
  'numeric',
])

interface TypeChange {
  readonly column: string
  readonly from: string
  readonly to: string
  readonly type: ColumnType
  /** In a STRICT table ANY takes every value as it is. */
  readonly strict: boolean
}

export interface Conversion {
  readonly expression: string
  /** True of the values that say the same afterwards. */
  readonly survives: string
}

/** How the values of a column come into its new type; null where they stay as they are. */
export function conversionOf({ column, from, to, type, strict }: TypeChange): Conversion | null {
  const affinity = affinityOf(to)
  if (strict && to.toUpperCase() === 'ANY') return null
  if (affinity === affinityOf(from)) return null
  if (affinity === 'NUMERIC' && !NUMBERS.has(type.kind)) return null
  const old = quoteName(column)
  const cast = `CAST(${old} AS ${affinity})`
  const back = `CASE typeof(${old}) ${['text', 'integer', 'real', 'blob'].map(kind => `WHEN '${kind}' THEN CAST(${cast} AS ${kind})`).join(' ')} END`
  const same = `${old} IS NULL OR ${cast} = ${old} COLLATE BINARY OR ${back} = ${old} COLLATE BINARY`
  const isNumber = affinity !== 'TEXT' && affinity !== 'BLOB'
  return { expression: cast, survives: isNumber ? `(${same}) AND NOT (${losesDigits(old, cast)})` : same }
}

/**
 * Texts that SQLite finds equal to the number made of them, but that say more: '007', which as a post code is another
 * text than 7, and more digits than a floating point number holds.
 */
function losesDigits(column: string, cast: string): string {
  const digits = `replace(ltrim(trim(${column}), '+-'), '.', '')`
  const tooLong = `(length(${digits}) > 15 AND CAST(${cast} AS TEXT) <> ${column} COLLATE BINARY)`
  const isPadded = `ltrim(trim(${column}), '+-') GLOB '0[0-9]*'`
  return `${column} IS NOT NULL AND typeof(${column}) = 'text' AND (${isPadded} OR ${tooLong})`
}
