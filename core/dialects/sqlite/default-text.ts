import type { Column, DefaultValue } from '../../schema/column'
import type { ColumnType } from '../../schema/column-type'
import { isSymbol, isWord, significantTokens, type Token } from './ddl-parser/token'
import { isKeyword, nameOf } from './ddl-parser/names'

const CURRENT: readonly string[] = ['CURRENT_TIME', 'CURRENT_DATE', 'CURRENT_TIMESTAMP']

/** Whether a text may stand behind DEFAULT without parentheses: a literal, a signed number, CURRENT_…, or parentheses. */
export function isBareDefault(sql: string): boolean {
  const tokens = significantTokens(sql)
  const [first] = tokens
  if (isSymbol(first, '(')) return closesAtEnd(tokens)
  if (tokens.length === 2) return isSign(first) && tokens[1]?.kind === 'number'
  if (tokens.length !== 1 || first === undefined) return false
  return ['string', 'number', 'blob'].includes(first.kind) || isBareWord(first)
}

/** The default that stands behind DEFAULT, as a value where it is one; null for DEFAULT NULL, which is none. */
export function readDefault(sql: string, type: ColumnType): DefaultValue | null {
  const tokens = withoutParentheses(significantTokens(sql))
  const [first, second] = tokens
  if (first === undefined || (tokens.length === 1 && isWord(first, 'NULL'))) return null
  const value = tokens.length === 1 ? plainValue(first, type) : signedValue(first, second, tokens.length)
  if (value !== null) return { kind: 'literal', value: ofType(value, type) }
  return { kind: 'expression', sql: sql.slice(...bounds(sql, first, tokens.at(-1))) }
}

/** A default's normal form for comparing, in the eyes of a column of this type: `'0'` and `0` are one in a number. */
export function comparableDefault({ default: value, type }: Column, normalize: (sql: string) => string): string | null {
  const read = value?.kind === 'expression' ? readDefault(value.sql, type) : value
  if (read === null) return null
  if (read.kind === 'expression') return normalize(read.sql)
  const plain = typeof read.value === 'boolean' ? Number(read.value) : read.value
  return isTextual(type) || !isNumeric(String(plain)) ? JSON.stringify(String(plain)) : String(Number(plain))
}

const isSign = (token: Token | undefined): boolean => isSymbol(token, '-') || isSymbol(token, '+')

const isBareWord = (token: Token): boolean => [...CURRENT, 'NULL', 'TRUE', 'FALSE'].some(word => isWord(token, word))

function closesAtEnd(tokens: readonly Token[]): boolean {
  let depth = 0
  return tokens.every((token, position) => {
    if (isSymbol(token, '(')) depth += 1
    if (isSymbol(token, ')')) depth -= 1
    return depth > 0 || position === tokens.length - 1
  })
}

function withoutParentheses(tokens: readonly Token[]): readonly Token[] {
  let inner = tokens
  while (isSymbol(inner[0], '(') && isSymbol(inner.at(-1), ')') && closesAtEnd(inner)) inner = inner.slice(1, -1)
  return inner
}

type PlainValue = string | number | bigint | boolean

/** A string, also one in double quotes or a bare word, which SQLite takes for a string here. */
function plainValue(token: Token, type: ColumnType): PlainValue | null {
  if (token.kind === 'string' || token.kind === 'quoted') return nameOf(token)
  if (token.kind === 'number') return numberOf(token.text)
  if (token.kind !== 'word') return null
  if (isWord(token, 'TRUE') || isWord(token, 'FALSE')) {
    const isTrue = isWord(token, 'TRUE')
    return type.kind === 'boolean' ? isTrue : Number(isTrue)
  }
  return isKeyword(token.text) ? null : token.text
}

function signedValue(sign: Token, number: Token | undefined, count: number): PlainValue | null {
  if (count !== 2 || !isSign(sign) || number?.kind !== 'number') return null
  return numberOf(sign.text === '-' ? `-${number.text}` : number.text)
}

/** Null for a number whose digits would not survive: `1.50` stays as it is spelled. */
function numberOf(text: string): number | bigint | null {
  if (/^-?\d+$/.test(text)) {
    const integer = BigInt(text)
    return Number.isSafeInteger(Number(integer)) ? Number(integer) : integer
  }
  return String(Number(text)) === text ? Number(text) : null
}

function ofType(value: PlainValue, type: ColumnType): PlainValue {
  if (type.kind === 'boolean' && (value === 0 || value === 1)) return value === 1
  return value
}

const bounds = (sql: string, first: Token, last: Token | undefined): [number, number] => [
  first.start,
  last?.end ?? sql.length,
]

const isNumeric = (text: string): boolean => text.trim() !== '' && Number.isFinite(Number(text))

const TEXTUAL: readonly ColumnType['kind'][] = ['text', 'string', 'enum', 'uuid', 'interval', 'raw']

/** Whether a number in such a column becomes text. Of types that have no word here it is not known, so texts count. */
const isTextual = (type: ColumnType): boolean => TEXTUAL.includes(type.kind)
