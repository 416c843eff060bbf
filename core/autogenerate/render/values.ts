import type { SqlValue } from '../../schema/sql-expression'
import { array, code, object, property, type Source } from './source'

export const text = (value: string): Source => code(JSON.stringify(value))

export const texts = (values: readonly string[]): Source => array(values.map(text))

/** A name, or `null` where there is none. */
export const nameOrNull = (name: string | null): Source => (name === null ? code('null') : text(name))

/** SQL as the `sql` tag. */
export function sqlTag(sql: string): Source {
  const escaped = sql.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${')
  return code(`sql\`${escaped}\``, ['sql'])
}

export function value(given: SqlValue): Source {
  if (given instanceof Uint8Array) return code(`Uint8Array.of(${[...given].join(', ')})`)
  if (typeof given === 'bigint') return code(`${given}n`)
  return typeof given === 'string' ? text(given) : code(Object.is(given, -0) ? '-0' : String(given))
}

export type OptionValue = string | number | boolean | null | readonly string[] | Source | undefined

/** Only what is said is written: null, undefined, false and empty lists are left out. Null where nothing is left. */
export function options(given: Readonly<Record<string, OptionValue>>): Source | null {
  const written = Object.entries(given).flatMap(([name, option]) => {
    const source = optionSource(option)
    return source === null ? [] : [property(name, source)]
  })
  return written.length === 0 ? null : object(written)
}

function optionSource(option: OptionValue): Source | null {
  if (option === null || option === undefined || option === false) return null
  if (typeof option === 'string') return text(option)
  if (typeof option === 'number' || option === true) return code(String(option))
  if (isList(option)) return option.length === 0 ? null : texts(option)
  return option
}

const isList = (option: readonly string[] | Source): option is readonly string[] => Array.isArray(option)

/** Names that an object literal would put in another place, or take for something else. */
export const needsPairs = (names: readonly string[]): boolean =>
  names.some(name => /^(0|[1-9]\d*)$/.test(name) || name === '__proto__')

/** An object by its entries; names that an object literal cannot hold in order make it a list of pairs. */
export const record = (entries: readonly (readonly [name: string, source: Source])[]): Source =>
  needsPairs(entries.map(([name]) => name))
    ? array(entries.map(([name, source]) => array([text(name), source])))
    : object(entries.map(([name, source]) => property(name, source)))
