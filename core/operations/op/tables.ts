import { BatchOperations } from '../batch-operations'
import { batchAlterTable, type BatchOptions } from '../batch-alter-table'
import { commentOn, type CommentOnArguments } from '../comment-on'
import { setTableOptions, type SetTableOptionsOptions } from '../set-table-options'
import { createTable, type CreateTableArguments } from '../create-table'
import { createTableComment, type TableCommentOptions } from '../create-table-comment'
import { dropTable, type DropTableOptions } from '../drop-table'
import { dropTableComment } from '../drop-table-comment'
import { renameTable, type RenameTableOptions } from '../rename-table'
import { OperationsBase } from './base'

/** Tables as a whole. */
export class TableOperations extends OperationsBase {
  /**
   * Creates a table with its constraints, then its indexes.
   *
   * @example await op.createTable("users", { id: integer().primaryKey(), email: string(255).notNull().unique() })
   */
  createTable(...args: CreateTableArguments): Promise<void> {
    return this.invoke(createTable(...args))
  }

  /**
   * Drops a table and its rows.
   *
   * @example await op.dropTable("users")
   */
  dropTable(name: string, options?: DropTableOptions): Promise<void> {
    return this.invoke(dropTable(name, options))
  }

  /**
   * Renames a table; what refers to it follows.
   *
   * @example await op.renameTable("users", "customers")
   */
  renameTable(oldName: string, newName: string, options?: RenameTableOptions): Promise<void> {
    return this.invoke(renameTable(oldName, newName, options))
  }

  /** Sets the comment of a table. */
  createTableComment(table: string, comment: string, options?: TableCommentOptions): Promise<void> {
    return this.invoke(createTableComment(table, comment, options))
  }

  /**
   * Changes what a table is told beside its columns: STRICT and WITHOUT ROWID on SQLite, by building it anew; UNLOGGED,
   * tablespace and storage parameters on PostgreSQL. `existing`, the same options as they were, makes it reversible.
   *
   * @example await op.setTableOptions("users", { strict: true, existing: { strict: false } })
   */
  setTableOptions(table: string, options: SetTableOptionsOptions): Promise<void> {
    return this.invoke(setTableOptions(table, options))
  }

  /**
   * Sets the comment of anything that can have one, or takes it away with null (PostgreSQL).
   *
   * @example await op.commentOn("column", "email", "where invoices go", { table: "users" })
   */
  commentOn(...args: CommentOnArguments): Promise<void> {
    return this.invoke(commentOn(...args))
  }

  /** Removes the comment of a table. */
  dropTableComment(table: string, options?: TableCommentOptions): Promise<void> {
    return this.invoke(dropTableComment(table, options))
  }

  /**
   * Several changes to one table made together: on SQLite one rebuild of the table.
   *
   * @example
   * await op.batchAlterTable("users", async (batch) => {
   *   await batch.alterColumn("name", { nullable: false });
   *   await batch.dropColumn("age");
   * })
   */
  async batchAlterTable(
    table: string,
    work: (batch: BatchOperations) => Promise<void> | void,
    options: BatchOptions = {},
  ): Promise<void> {
    await this.runner.run(async () => {
      const batch = new BatchOperations(table, options.schema)
      await work(batch)
      return batchAlterTable(table, batch.close(), options)
    })
  }
}
