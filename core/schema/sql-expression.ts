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
