import type { DefaultValue } from '../schema/column'

/** A default in words: strings in quotes, expressions as they are. */
export const defaultText = (value: DefaultValue): string =>
  value.kind === 'expression'
    ? value.sql
    : typeof value.value === 'string'
      ? JSON.stringify(value.value)
      : String(value.value)
