import { createCheckConstraint, type CreateCheckConstraintArguments } from '../create-check-constraint'
import { createExcludeConstraint, type CreateExcludeConstraintArguments } from '../create-exclude-constraint'
import { renameConstraint, type RenameConstraintArguments } from '../rename-constraint'
import { renameIndex } from '../rename-index'
import { validateConstraint } from '../validate-constraint'
import { createForeignKey, type CreateForeignKeyArguments } from '../create-foreign-key'
import { createIndex, type CreateIndexArguments } from '../create-index'
import { createPrimaryKey, type CreatePrimaryKeyArguments } from '../create-primary-key'
import { createUniqueConstraint, type CreateUniqueConstraintArguments } from '../create-unique-constraint'
import { dropConstraint, type DropConstraintOptions } from '../drop-constraint'
import { dropIndex, type DropIndexOptions } from '../drop-index'
import { ColumnOperations } from './columns'

/** Indexes and constraints. */
export class ConstraintOperations extends ColumnOperations {
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
   * Keeps two rows from agreeing on all elements (PostgreSQL). Plain columns in a gist index need the extension btree_gist.
   *
   * @example await op.createExcludeConstraint("no_overlap", "bookings", [["room", "="], ["during", "&&"]])
   */
  createExcludeConstraint(...args: CreateExcludeConstraintArguments): Promise<void> {
    return this.invoke(createExcludeConstraint(...args))
  }

  /**
   * Checks the rows that a constraint added with `notValid` has not looked at (PostgreSQL).
   *
   * @example await op.validateConstraint("fk_orders_user", "orders")
   */
  validateConstraint(name: string, table: string, options?: { readonly schema?: string }): Promise<void> {
    return this.invoke(validateConstraint(name, table, options))
  }

  /**
   * Renames a constraint.
   *
   * @example await op.renameConstraint("users_email_key", "uq_users_email", "users")
   */
  renameConstraint(...args: RenameConstraintArguments): Promise<void> {
    return this.invoke(renameConstraint(...args))
  }

  /**
   * Renames an index.
   *
   * @example await op.renameIndex("users_email_idx", "ix_users_email")
   */
  renameIndex(oldName: string, newName: string, options?: { readonly schema?: string }): Promise<void> {
    return this.invoke(renameIndex(oldName, newName, options))
  }

  /**
   * Drops a constraint by its name; one without a name by `type` with `columns` or `condition`.
   *
   * @example await op.dropConstraint("uq_users_email", "users", { type: "unique" })
   */
  dropConstraint(name: string | null, table: string, options?: DropConstraintOptions): Promise<void> {
    return this.invoke(dropConstraint(name, table, options))
  }
}
