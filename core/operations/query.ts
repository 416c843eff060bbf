import { isSqlExpression, type SqlExpression, type SqlValue } from '../schema/sql-expression'

/** Reads rows. Not possible in offline mode. */
export interface Query {
  readonly kind: 'query'
  readonly sql: string
  readonly params: readonly SqlValue[]
}

export function query(statement: SqlExpression | string, params: readonly SqlValue[] = []): Query {
  return isSqlExpression(statement)
    ? { kind: 'query', sql: statement.text, params: statement.values }
    : { kind: 'query', sql: statement, params }
}
