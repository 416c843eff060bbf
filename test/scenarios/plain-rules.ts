import type { ComparisonRules } from '../../core/dialects/dialect'

const spelled = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part))

/** A database that holds everything as it is written. */
export const plainRules: ComparisonRules = {
  stored: table => table,
  type: spelled,
  default: column => (column.default === null ? null : spelled(column.default)),
  expression: sql => sql,
  serverPrints: false,
}
