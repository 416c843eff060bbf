import type { SqlValue } from '../schema/sql-expression'

/** One SQL statement with the values of its `?` placeholders. */
export interface Statement {
  readonly sql: string
  readonly params: readonly SqlValue[]
}

export const statement = (sql: string, params: readonly SqlValue[] = []): Statement => ({ sql, params })
