import type { SqlExpression, SqlValue } from '../../schema/sql-expression'
import { bulkInsert, type InsertRow } from '../bulk-insert'
import { execute } from '../execute'
import { query } from '../query'
import type { ResultRow } from './base'
import { ConstraintOperations } from './constraints'

/** Rows and SQL of one's own. */
export class DataOperations extends ConstraintOperations {
  /**
   * Inserts rows, a hundred at a time.
   *
   * @example await op.bulkInsert("roles", [{ id: 1, name: "admin" }, { id: 2, name: "guest" }])
   */
  bulkInsert(table: string, rows: readonly InsertRow[], options?: { readonly schema?: string }): Promise<void> {
    return this.invoke(bulkInsert(table, rows, options))
  }

  /**
   * Runs SQL. Placeholders are `?`; a text without parameters may hold several statements.
   *
   * @example await op.execute(sql`UPDATE users SET active = ${true} WHERE age > ${18}`)
   */
  execute(statement: SqlExpression | string, params?: readonly SqlValue[]): Promise<void> {
    return this.invoke(execute(statement, params))
  }

  /**
   * Reads rows. Refused in offline mode.
   *
   * @example const [first] = await op.query("SELECT count(*) AS n FROM users")
   */
  async query<R extends ResultRow = ResultRow>(
    statement: SqlExpression | string,
    params?: readonly SqlValue[],
  ): Promise<readonly R[]> {
    return ((await this.runner.run(query(statement, params))) ?? []) as readonly R[]
  }
}
