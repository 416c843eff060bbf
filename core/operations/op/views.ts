import type { SqlExpression } from '../../schema/sql-expression'
import { createMaterializedView, type CreateMaterializedViewOptions } from '../create-materialized-view'
import { createView, type CreateViewOptions } from '../create-view'
import { dropMaterializedView } from '../drop-materialized-view'
import { dropView, type DropObjectOptions } from '../drop-view'
import { refreshMaterializedView, type RefreshMaterializedViewOptions } from '../refresh-materialized-view'
import { replaceView, type ReplaceViewOptions } from '../replace-view'
import { DataOperations } from './data'

/** Views, and on PostgreSQL materialized views. */
export class ViewOperations extends DataOperations {
  /**
   * Creates a view.
   *
   * @example await op.createView("adults", sql`SELECT * FROM users WHERE age >= 18`)
   */
  createView(name: string, query: SqlExpression | string, options?: CreateViewOptions): Promise<void> {
    return this.invoke(createView(name, query, options))
  }

  /**
   * Drops a view; no row is lost.
   *
   * @example await op.dropView("adults")
   */
  dropView(name: string, options?: DropObjectOptions): Promise<void> {
    return this.invoke(dropView(name, options))
  }

  /**
   * Gives a view another query; its triggers stay. `existing`, the query before, makes it reversible.
   *
   * @example await op.replaceView("adults", sql`SELECT * FROM users WHERE age >= 21`)
   */
  replaceView(name: string, query: SqlExpression | string, options?: ReplaceViewOptions): Promise<void> {
    return this.invoke(replaceView(name, query, options))
  }

  /**
   * Creates a view whose rows are kept until they are refreshed (PostgreSQL).
   *
   * @example await op.createMaterializedView("totals", sql`SELECT user_id, sum(price) FROM orders GROUP BY 1`)
   */
  createMaterializedView(
    name: string,
    query: SqlExpression | string,
    options?: CreateMaterializedViewOptions,
  ): Promise<void> {
    return this.invoke(createMaterializedView(name, query, options))
  }

  /**
   * Runs the query of a materialized view again (PostgreSQL).
   *
   * @example await op.refreshMaterializedView("totals", { concurrently: true })
   */
  refreshMaterializedView(name: string, options?: RefreshMaterializedViewOptions): Promise<void> {
    return this.invoke(refreshMaterializedView(name, options))
  }

  /**
   * Drops a materialized view (PostgreSQL).
   *
   * @example await op.dropMaterializedView("totals", { ifExists: true })
   */
  dropMaterializedView(name: string, options?: DropObjectOptions): Promise<void> {
    return this.invoke(dropMaterializedView(name, options))
  }
}
