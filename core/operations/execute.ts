import { isSqlExpression, type SqlExpression, type SqlValue } from '../schema/sql-expression'

/** Runs SQL as it is. Without parameters it may hold several statements. */
export interface Execute {
  readonly kind: 'execute'
  readonly sql: string
  readonly params: readonly SqlValue[]
}

export function execute(statement: SqlExpression | string, params: readonly SqlValue[] = []): Execute {
  return isSqlExpression(statement)
    ? { kind: 'execute', sql: statement.text, params: statement.values }
    : { kind: 'execute', sql: statement, params }
}
