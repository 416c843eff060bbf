import type { SqlExpression, SqlValue } from '../schema/sql-expression'
import { addColumn, type AddColumnArguments } from './add-column'
import { alterColumn, type AlterColumnOptions } from './alter-column'
import { BatchOperations } from './batch-operations'
import { batchAlterTable, type BatchOptions } from './batch-alter-table'
import { bulkInsert, type InsertRow } from './bulk-insert'
import { createCheckConstraint, type CreateCheckConstraintArguments } from './create-check-constraint'
import { createForeignKey, type CreateForeignKeyArguments } from './create-foreign-key'
import { createIndex, type CreateIndexArguments } from './create-index'
import { createPrimaryKey, type CreatePrimaryKeyArguments } from './create-primary-key'
import { createTable, type CreateTableArguments } from './create-table'
import { createTableComment, type TableCommentOptions } from './create-table-comment'
import { createUniqueConstraint, type CreateUniqueConstraintArguments } from './create-unique-constraint'
import { dropColumn, type DropColumnOptions } from './drop-column'
import { dropConstraint, type DropConstraintOptions } from './drop-constraint'
import { dropIndex, type DropIndexOptions } from './drop-index'
import { dropTable, type DropTableOptions } from './drop-table'
import { dropTableComment } from './drop-table-comment'
import { execute } from './execute'
import type { Operation, OperationKind } from './operation'
import { query } from './query'
import { renameTable, type RenameTableOptions } from './rename-table'

export type ResultRow = Readonly<Record<string, SqlValue>>

/** Whoever carries operations out: a live migration, an offline script, a recorder. */
export interface OperationRunner {
  /**
   * Carries one operation out, after those before it. Rows for `query`, null for all else. A function is called when
   * its turn has come, for an operation that is made by running code.
   */
  run(operation: Operation | (() => Promise<Operation>)): Promise<readonly ResultRow[] | null>
  autocommit(work: () => Promise<void>): Promise<void>
  savepoint(work: () => Promise<void>): Promise<void>
}

type OneMethodPerOperation = Readonly<Record<OperationKind, (...args: never[]) => Promise<unknown>>>

/**
 * The `op` of a revision file: one method per operation. Calls run in the order they are made, awaited or not;
 * the first failure stops the revision and rolls it back.
 */
export class Operations implements OneMethodPerOperation {
  readonly #runner: OperationRunner

  constructor(runner: OperationRunner) {
    this.#runner = runner
  }

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

  /**
   * Adds one column.
   *
   * @example await op.addColumn("users", "age", integer())
   */
  addColumn(...args: AddColumnArguments): Promise<void> {
    return this.invoke(addColumn(...args))
  }

  /**
   * Drops one column and its values.
   *
   * @example await op.dropColumn("users", "age")
   */
  dropColumn(table: string, column: string, options?: DropColumnOptions): Promise<void> {
    return this.invoke(dropColumn(table, column, options))
  }

  /**
   * Changes what the options name of a column; all else stays. `default: null` drops the default.
   *
   * @example await op.alterColumn("users", "mail", { newName: "email", nullable: false, existingType: string(255) })
   */
  alterColumn(table: string, column: string, options: AlterColumnOptions): Promise<void> {
    return this.invoke(alterColumn(table, column, options))
  }

  /**
   * Creates an index on columns, or on expressions given as `` sql`…` ``.
   *
   * @example await op.createIndex("ix_users_email", "users", [sql`lower(email)`], { unique: true })
   */
  createIndex(...args: CreateIndexArguments): Promise<void> {
    return this.invoke(createIndex(...args))
  }

  /**
   * Drops an index.
   *
   * @example await op.dropIndex("ix_users_email", { table: "users" })
   */
  dropIndex(name: string, options?: DropIndexOptions): Promise<void> {
    return this.invoke(dropIndex(name, options))
  }

  /**
   * Adds a foreign key.
   *
   * @example await op.createForeignKey("fk_orders_user", "orders", "users", ["user_id"], ["id"], { onDelete: "cascade" })
   */
  createForeignKey(...args: CreateForeignKeyArguments): Promise<void> {
    return this.invoke(createForeignKey(...args))
  }

  /**
   * Adds a unique constraint.
   *
   * @example await op.createUniqueConstraint("uq_users_email", "users", ["email"])
   */
  createUniqueConstraint(...args: CreateUniqueConstraintArguments): Promise<void> {
    return this.invoke(createUniqueConstraint(...args))
  }

  /**
   * Adds a CHECK constraint.
   *
   * @example await op.createCheckConstraint("ck_users_age", "users", sql`age >= 0`)
   */
  createCheckConstraint(...args: CreateCheckConstraintArguments): Promise<void> {
    return this.invoke(createCheckConstraint(...args))
  }

  /**
   * Adds a primary key to a table that has none.
   *
   * @example await op.createPrimaryKey("pk_tags", "tags", ["post_id", "name"])
   */
  createPrimaryKey(...args: CreatePrimaryKeyArguments): Promise<void> {
    return this.invoke(createPrimaryKey(...args))
  }

  /**
   * Drops a constraint by its name; one without a name by `type` with `columns` or `condition`.
   *
   * @example await op.dropConstraint("uq_users_email", "users", { type: "unique" })
   */
  dropConstraint(name: string | null, table: string, options?: DropConstraintOptions): Promise<void> {
    return this.invoke(dropConstraint(name, table, options))
  }

  /** Sets the comment of a table. */
  createTableComment(table: string, comment: string, options?: TableCommentOptions): Promise<void> {
    return this.invoke(createTableComment(table, comment, options))
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
    await this.#runner.run(async () => {
      const batch = new BatchOperations(table, options.schema)
      await work(batch)
      return batchAlterTable(table, batch.close(), options)
    })
  }

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
    return ((await this.#runner.run(query(statement, params))) ?? []) as readonly R[]
  }

  /** Leaves the transaction for the time of `work`: for what cannot run inside one (CREATE INDEX CONCURRENTLY). */
  autocommit(work: () => Promise<void>): Promise<void> {
    return this.#runner.autocommit(work)
  }

  /** A place for trying: when `work` fails only what it did is rolled back, and the error may be caught. */
  savepoint(work: () => Promise<void>): Promise<void> {
    return this.#runner.savepoint(work)
  }

  /** Carries out an operation that was made as a record. */
  async invoke(operation: Operation): Promise<void> {
    await this.#runner.run(operation)
  }

  /** Marks a name as final: a naming convention leaves it alone. */
  f(name: string): string {
    return name
  }
}

/** The type of the `op` parameter of `upgrade` and `downgrade`. */
export type Op = Operations
