import type { SqlValue } from '../../schema/sql-expression'

/** The object identifiers of the types whose values are not passed on as their text. */
const BOOL = 16
const BYTEA = 17
const INTEGERS = [20, 21, 23, 26]
const FLOATS = [700, 701]

const integer = (text: string): number | bigint => {
  const number = Number(text)
  return Number.isSafeInteger(number) ? number : BigInt(text)
}

/** Text of the server to a value, by type. A type that is not here is passed on as its text, so that no digit is lost. */
export const valueParsers: Readonly<Record<number, (text: string) => SqlValue>> = {
  [BOOL]: text => text === 't',
  [BYTEA]: text => Uint8Array.from(Buffer.from(text.slice(2), 'hex')),
  ...Object.fromEntries(INTEGERS.map(oid => [oid, integer])),
  ...Object.fromEntries(FLOATS.map(oid => [oid, Number])),
}

export const asText = (text: string): SqlValue => text
