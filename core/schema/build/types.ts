import type { ColumnType } from '../column-type'
import { columnOfType, type ColumnBuilder } from './column-builder'

interface TimeOptions {
  readonly timezone?: boolean
  /** Digits of a second, 0 to 6. */
  readonly precision?: number
}

const timeOf = (kind: 'time' | 'dateTime', { timezone = false, precision }: TimeOptions): ColumnBuilder =>
  columnOfType({ kind, timezone, precision: precision ?? null })

export const integer = (): ColumnBuilder => columnOfType({ kind: 'integer' })
export const smallInteger = (): ColumnBuilder => columnOfType({ kind: 'smallInteger' })
export const bigInteger = (): ColumnBuilder => columnOfType({ kind: 'bigInteger' })
/** Text of at most `length` characters; without one, of any length. */
export const string = (length?: number): ColumnBuilder => columnOfType({ kind: 'string', length: length ?? null })
export const text = (): ColumnBuilder => columnOfType({ kind: 'text' })
export const boolean = (): ColumnBuilder => columnOfType({ kind: 'boolean' })
/** An exact number of `precision` digits in all, `scale` of them after the point. */
export const numeric = (precision?: number, scale?: number): ColumnBuilder =>
  columnOfType({ kind: 'numeric', precision: precision ?? null, scale: scale ?? null })
export const float = (): ColumnBuilder => columnOfType({ kind: 'float' })
export const double = (): ColumnBuilder => columnOfType({ kind: 'double' })
export const date = (): ColumnBuilder => columnOfType({ kind: 'date' })
export const time = (options: TimeOptions = {}): ColumnBuilder => timeOf('time', options)
export const dateTime = (options: TimeOptions = {}): ColumnBuilder => timeOf('dateTime', options)
export const interval = (): ColumnBuilder => columnOfType({ kind: 'interval' })
export const json = (): ColumnBuilder => columnOfType({ kind: 'json' })
export const jsonb = (): ColumnBuilder => columnOfType({ kind: 'jsonb' })
export const uuid = (): ColumnBuilder => columnOfType({ kind: 'uuid' })
export const binary = (): ColumnBuilder => columnOfType({ kind: 'binary' })
/** A type with a closed list of values: a native enum on PostgreSQL, text with a CHECK elsewhere. */
export const enumType = (
  name: string,
  values: readonly string[],
  options: { readonly schema?: string } = {},
): ColumnBuilder => columnOfType({ kind: 'enum', name, schema: options.schema ?? null, values })
export const array = (of: ColumnBuilder): ColumnBuilder => columnOfType({ kind: 'array', of: of.spec.type })
/** Any type of the database, spelled as the database spells it. */
export const rawType = (sql: string): ColumnBuilder => columnOfType({ kind: 'raw', sql } satisfies ColumnType)
