import type { DefaultValue } from '../../schema/column'
import type { ColumnType, ColumnTypeKind } from '../../schema/column-type'

const NUMERIC: readonly ColumnTypeKind[] = ['integer', 'smallInteger', 'bigInteger', 'float', 'double', 'numeric']

/** A cast's type: one name of a few words, with arguments and array brackets. */
const CAST = String.raw`(?:::"?[A-Za-z_][\w ."]*(?:\([\d, ]+\))?(?: with(?:out)? time zone)?(?:\[\])*)*`
const QUOTED = new RegExp(String.raw`^'((?:[^']|'')*)'${CAST}$`)
const NUMBER = new RegExp(String.raw`^\(?(-?\d+(?:\.\d+)?)\)?${CAST}$`)
const NULL = new RegExp(`^NULL${CAST}$`, 'i')

/** A default as the server prints it: a plain value where it is one, else the expression. NULL is no default. */
export function readDefault(text: string, type: ColumnType): DefaultValue | null {
  if (NULL.test(text)) return null
  if (/^(true|false)$/i.test(text)) return { kind: 'literal', value: text.toLowerCase() === 'true' }
  const quoted = QUOTED.exec(text)?.[1]?.replaceAll("''", "'")
  const number = NUMERIC.includes(type.kind) ? (quoted ?? NUMBER.exec(text)?.[1]) : undefined
  if (number !== undefined && /^-?\d+(\.\d+)?$/.test(number)) return { kind: 'literal', value: numberValue(number) }
  if (type.kind === 'boolean' && quoted !== undefined && /^(t|f|true|false)$/.test(quoted))
    return { kind: 'literal', value: quoted.startsWith('t') }
  return quoted === undefined ? { kind: 'expression', sql: text } : { kind: 'literal', value: quoted }
}

/** A number where it holds every digit, else a bigint or the text. */
function numberValue(text: string): number | bigint | string {
  if (/^-?\d+$/.test(text)) return Number.isSafeInteger(Number(text)) ? Number(text) : BigInt(text)
  return String(Number(text)) === text ? Number(text) : text
}
