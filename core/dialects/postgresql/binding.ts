import { RetortError } from '../../errors'
import type { SqlValue } from '../../schema/sql-expression'
import { piecesOf } from './lexer'

/** A statement as the server takes it: `$1`, `$2` … and one value for each. */
export interface BoundStatement {
  readonly text: string
  readonly values: readonly (string | boolean | Uint8Array | null)[]
}

const INT4_MAX = 2 ** 31
const INT8_MAX = 2n ** 63n

/** Replaces every `?` of a statement with parameters. The operators `?|` and `?&` are left alone; `??` stands for the operator `?`. */
export function replacePlaceholders(
  sql: string,
  params: readonly SqlValue[],
  replacement: (value: SqlValue, position: number) => string,
): string {
  const pieces = piecesOf(sql)
  let used = 0
  let text = ''
  for (let at = 0; at < pieces.length; at += 1) {
    const next = pieces[at + 1]?.text
    if (pieces[at]?.kind !== 'placeholder' || next === '|' || next === '&') text += pieces[at]?.text ?? ''
    else if (next === '?') {
      text += '?'
      at += 1
    } else {
      text += replacement(params[used] ?? null, used)
      used += 1
    }
  }
  if (used !== params.length) throw miscounted(sql, used, params.length)
  return text
}

/** The statement with `$n` for `?`. Numbers and booleans carry the type that the same value written into the text would have. */
export function bind(sql: string, params: readonly SqlValue[]): BoundStatement {
  const text = replacePlaceholders(sql, params, (value, position) => `$${position + 1}${castOf(value)}`)
  return { text, values: params.map(value => (isNumber(value) ? String(value) : value)) }
}

const isNumber = (value: SqlValue): value is number | bigint => typeof value === 'number' || typeof value === 'bigint'

function castOf(value: SqlValue): string {
  if (typeof value === 'boolean') return '::boolean'
  if (value instanceof Uint8Array) return '::bytea'
  if (typeof value === 'bigint') return integerCast(value)
  if (typeof value !== 'number') return ''
  if (Number.isInteger(value)) return integerCast(BigInt(value))
  return Number.isFinite(value) ? '::numeric' : '::float8'
}

function integerCast(value: bigint): string {
  if (value >= -INT4_MAX && value < INT4_MAX) return '::int4'
  return value >= -INT8_MAX && value < INT8_MAX ? '::int8' : '::numeric'
}

const miscounted = (sql: string, placeholders: number, values: number): RetortError =>
  new RetortError('BAD_OPERATION', `The statement has ${placeholders} placeholders and ${values} values.`, {
    sql,
    hint: 'Give one value for each ?; write ?? for the operator ?.',
  })
