import { RetortError } from '../errors'
import type { CheckOptions, ForeignKeyOptions, IndexOptions, UniqueOptions } from '../schema/build/constraint-builder'
import type { ColumnBuilder } from '../schema/build/column-builder'
import type { SqlExpression } from '../schema/sql-expression'
import { addColumn, type AddColumnOptions } from './add-column'
import { alterColumn, type AlterColumnOptions } from './alter-column'
import { createCheckConstraint } from './create-check-constraint'
import {
  createExcludeConstraint,
  type CreateExcludeConstraintArguments,
  type CreateExcludeConstraintOptions,
} from './create-exclude-constraint'
import { renameConstraint } from './rename-constraint'
import { validateConstraint } from './validate-constraint'
import { setTableOptions, type SetTableOptionsOptions } from './set-table-options'
import { createForeignKey } from './create-foreign-key'
import { createIndex } from './create-index'
import { createPrimaryKey } from './create-primary-key'
import { createTableComment, type TableCommentOptions } from './create-table-comment'
import { createUniqueConstraint } from './create-unique-constraint'
import { dropColumn, type DropColumnOptions } from './drop-column'
import { dropConstraint, type DropConstraintOptions } from './drop-constraint'
import { dropIndex, type DropIndexOptions } from './drop-index'
import { dropTableComment } from './drop-table-comment'
import type { Operation } from './operation'

type ForeignKeyArguments = [
  name: string | null,
  referent: string,
  localColumns: readonly string[],
  remoteColumns: readonly string[],
  options?: ForeignKeyOptions,
]

type ExcludeArguments = [
  name: string,
  elements: CreateExcludeConstraintArguments[2],
  options?: CreateExcludeConstraintOptions,
]

/** The `batch` of `op.batchAlterTable`: the operations of one table, without the table's name. They run when the block ends. */
export class BatchOperations {
  readonly #operations: Operation[] = []
  readonly #table: string
  readonly #schema: { readonly schema?: string }
  #closed = false

  constructor(table: string, schema?: string) {
    this.#table = table
    this.#schema = schema === undefined ? {} : { schema }
  }

  addColumn(name: string, column: ColumnBuilder, options: AddColumnOptions = {}): Promise<void> {
    return this.invoke(addColumn(this.#table, name, column, { ...options, ...this.#schema }))
  }

  dropColumn(name: string, options: DropColumnOptions = {}): Promise<void> {
    return this.invoke(dropColumn(this.#table, name, { ...options, ...this.#schema }))
  }

  alterColumn(name: string, options: AlterColumnOptions): Promise<void> {
    return this.invoke(alterColumn(this.#table, name, { ...options, ...this.#schema }))
  }

  createIndex(name: string, columns: readonly (string | SqlExpression)[], options: IndexOptions = {}): Promise<void> {
    return this.invoke(createIndex(name, this.#table, columns, { ...options, ...this.#schema }))
  }

  dropIndex(name: string, options: Omit<DropIndexOptions, 'table'> = {}): Promise<void> {
    return this.invoke(dropIndex(name, { ...options, table: this.#table, ...this.#schema }))
  }

  createForeignKey(...[name, referent, localColumns, remoteColumns, options = {}]: ForeignKeyArguments): Promise<void> {
    const sourceSchema = this.#schema.schema === undefined ? {} : { sourceSchema: this.#schema.schema }
    return this.invoke(
      createForeignKey(name, this.#table, referent, localColumns, remoteColumns, { ...options, ...sourceSchema }),
    )
  }

  createUniqueConstraint(name: string | null, columns: readonly string[], options: UniqueOptions = {}): Promise<void> {
    return this.invoke(createUniqueConstraint(name, this.#table, columns, { ...options, ...this.#schema }))
  }

  createCheckConstraint(
    name: string | null,
    condition: SqlExpression | string,
    options: CheckOptions = {},
  ): Promise<void> {
    return this.invoke(createCheckConstraint(name, this.#table, condition, { ...options, ...this.#schema }))
  }

  createPrimaryKey(name: string | null, columns: readonly string[]): Promise<void> {
    return this.invoke(createPrimaryKey(name, this.#table, columns, this.#schema))
  }

  dropConstraint(name: string | null, options: DropConstraintOptions = {}): Promise<void> {
    return this.invoke(dropConstraint(name, this.#table, { ...options, ...this.#schema }))
  }

  createExcludeConstraint(...[name, elements, options = {}]: ExcludeArguments): Promise<void> {
    return this.invoke(createExcludeConstraint(name, this.#table, elements, { ...options, ...this.#schema }))
  }

  renameConstraint(oldName: string, newName: string): Promise<void> {
    return this.invoke(renameConstraint(oldName, newName, this.#table, this.#schema))
  }

  validateConstraint(name: string): Promise<void> {
    return this.invoke(validateConstraint(name, this.#table, this.#schema))
  }

  setTableOptions(options: SetTableOptionsOptions): Promise<void> {
    return this.invoke(setTableOptions(this.#table, { ...options, ...this.#schema }))
  }

  createTableComment(comment: string, options: TableCommentOptions = {}): Promise<void> {
    return this.invoke(createTableComment(this.#table, comment, { ...options, ...this.#schema }))
  }

  dropTableComment(options: TableCommentOptions = {}): Promise<void> {
    return this.invoke(dropTableComment(this.#table, { ...options, ...this.#schema }))
  }

  invoke(operation: Operation): Promise<void> {
    if (this.#closed) {
      throw new RetortError('BAD_OPERATION', `An operation on ${this.#table} was called after its batch had ended.`, {
        hint: 'Await what the batch function does.',
      })
    }
    this.#operations.push(operation)
    return Promise.resolve()
  }

  /** What was collected; nothing is taken after that. */
  close(): readonly Operation[] {
    this.#closed = true
    return this.#operations
  }
}
