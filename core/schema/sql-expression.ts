import { RetortError } from '../errors'

/** A value that can be bound to a statement. Integers beyond 2^53 are bigint; numeric, date and time values are strings; bytes are Uint8Array. */
export type SqlValue = null | string | number | bigint | boolean | Uint8Array

/** A piece of SQL with values bound to its `?` placeholders. Made by the `sql` tag. */
export interface SqlExpression {
  readonly kind: 'sql'
  readonly text: string
  readonly values: readonly SqlValue[]
}

/**
 * SQL text as a value. Interpolated values become bound parameters; an interpolated `sql` is spliced in.
 *
 * @example sql`UPDATE users SET active = ${true} WHERE ${sql`lower(email)`} = ${address}`
 */
export function sql(strings: TemplateStringsArray, ...values: readonly (SqlValue | SqlExpression)[]): SqlExpression {
  let text = strings[0] ?? ''
  const bound: SqlValue[] = []
  values.forEach((value, position) => {
    if (isSqlExpression(value)) {
      text += value.text
      bound.push(...value.values)
    } else {
      text += '?'
      bound.push(value)
    }
    text += strings[position + 1] ?? ''
  })
  return Object.freeze({ kind: 'sql', text, values: bound })
}

export function isSqlExpression(value: unknown): value is SqlExpression {
  return typeof value === 'object' && value !== null && (value as { kind?: unknown }).kind === 'sql'
}

/** SQL that becomes part of a definition, where the database takes no bound values. */
export function definitionText(given: SqlExpression | string): string {
  if (!isSqlExpression(given)) return given
  if (given.values.length === 0) return given.text
  throw new RetortError('BAD_OPERATION', 'A definition cannot hold values that are bound to it.', {
    sql: given.text,
    hint: 'Write the value into the SQL as a literal.',
  })
}
