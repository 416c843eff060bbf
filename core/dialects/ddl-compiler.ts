import type { AddColumn } from '../operations/add-column'
import type { AlterColumn } from '../operations/alter-column'
import type { BatchAlterTable } from '../operations/batch-alter-table'
import type { BulkInsert } from '../operations/bulk-insert'
import type { CreateCheckConstraint } from '../operations/create-check-constraint'
import type { CreateForeignKey } from '../operations/create-foreign-key'
import type { CreateIndex } from '../operations/create-index'
import type { CreatePrimaryKey } from '../operations/create-primary-key'
import type { CreateTable } from '../operations/create-table'
import type { CreateTableComment } from '../operations/create-table-comment'
import type { CreateUniqueConstraint } from '../operations/create-unique-constraint'
import type { Custom } from '../operations/custom'
import type { DropColumn } from '../operations/drop-column'
import type { DropConstraint } from '../operations/drop-constraint'
import type { DropIndex } from '../operations/drop-index'
import type { DropTable } from '../operations/drop-table'
import type { DropTableComment } from '../operations/drop-table-comment'
import type { Execute } from '../operations/execute'
import { visit, type Operation, type Station } from '../operations/operation'
import type { Query } from '../operations/query'
import type { RenameConstraint } from '../operations/rename-constraint'
import type { RenameIndex } from '../operations/rename-index'
import type { RenameTable } from '../operations/rename-table'
import type { ValidateConstraint } from '../operations/validate-constraint'
import type { Constraint } from '../schema/constraint'
import { constraintsOf, type Table } from '../schema/table'
import type { TableIndex } from '../schema/table-index'
import { tableName, type TableName } from '../schema/table-name'
import { DdlObjectCompiler } from './ddl-compiler-objects'
import { statement, type Statement } from './statement'

/** Rows of one INSERT statement: fewer where they are wide, as SQLite takes so many values at once (PostgreSQL 65,535). */
const ROWS_PER_INSERT = 100
const VALUES_PER_INSERT = 32_766

/**
 * Operations to SQL text, the standard way. A dialect extends this and overrides the smallest hook that differs;
 * the public methods carry the operations' own names. What a dialect lacks it refuses with `UNSUPPORTED_BY_DIALECT`.
 */
export abstract class DdlCompiler extends DdlObjectCompiler implements Station<readonly Statement[]> {
  compile(operation: Operation): readonly Statement[] {
    return visit(this, operation)
  }

  createTable({ table, ifNotExists, storage }: CreateTable): readonly Statement[] {
    if (storage !== undefined) this.refuseStorage()
    const guard = ifNotExists ? 'IF NOT EXISTS ' : ''
    const indexes = table.indexes.flatMap(index => this.indexStatements(table.name, index))
    return [statement(`CREATE TABLE ${guard}${this.table(table.name)} ${this.tableBody(table)}`), ...indexes]
  }

  dropTable({ table, ifExists, cascade }: DropTable): readonly Statement[] {
    return [statement(`DROP TABLE ${ifExists ? 'IF EXISTS ' : ''}${this.table(table)}${this.cascade(cascade)}`)]
  }

  renameTable({ table, newName }: RenameTable): readonly Statement[] {
    return [statement(`ALTER TABLE ${this.table(table)} RENAME TO ${this.quote(newName)}`)]
  }

  addColumn({ table, column, constraints, ifNotExists }: AddColumn): readonly Statement[] {
    const guard = ifNotExists ? this.columnGuard('IF NOT EXISTS ') : ''
    const inline = constraints.map(constraint => ` ${this.inlineConstraint(constraint)}`).join('')
    return [statement(`ALTER TABLE ${this.table(table)} ADD COLUMN ${guard}${this.columnDefinition(column)}${inline}`)]
  }

  dropColumn({ table, columnName, ifExists, cascade }: DropColumn): readonly Statement[] {
    const guard = ifExists ? this.columnGuard('IF EXISTS ') : ''
    return [
      statement(
        `ALTER TABLE ${this.table(table)} DROP COLUMN ${guard}${this.quote(columnName)}${this.cascade(cascade)}`,
      ),
    ]
  }

  abstract alterColumn(operation: AlterColumn): readonly Statement[]

  createIndex({ table, index, concurrently, ifNotExists }: CreateIndex): readonly Statement[] {
    return this.indexStatements(table, index, { concurrently, ifNotExists })
  }

  dropIndex({ name, schema, ifExists, concurrently }: DropIndex): readonly Statement[] {
    const how = `${concurrently ? this.concurrently() : ''}${ifExists ? 'IF EXISTS ' : ''}`
    return [statement(`DROP INDEX ${how}${this.table(tableName(name, schema))}`)]
  }

  createForeignKey({ table, constraint }: CreateForeignKey): readonly Statement[] {
    return this.addConstraint(table, constraint)
  }

  createUniqueConstraint({ table, constraint }: CreateUniqueConstraint): readonly Statement[] {
    return this.addConstraint(table, constraint)
  }

  createCheckConstraint({ table, constraint }: CreateCheckConstraint): readonly Statement[] {
    return this.addConstraint(table, constraint)
  }

  createPrimaryKey({ table, constraint }: CreatePrimaryKey): readonly Statement[] {
    return this.addConstraint(table, constraint)
  }

  dropConstraint({ table, name, ifExists, cascade }: DropConstraint): readonly Statement[] {
    if (name === null)
      this.refuse('dropping a constraint that has no name', 'Name the constraint as the database does.')
    const guard = ifExists ? 'IF EXISTS ' : ''
    return [
      statement(`ALTER TABLE ${this.table(table)} DROP CONSTRAINT ${guard}${this.quote(name)}${this.cascade(cascade)}`),
    ]
  }

  renameIndex({ index, newName }: RenameIndex): readonly Statement[] {
    return [statement(`ALTER INDEX ${this.table(index)} RENAME TO ${this.quote(newName)}`)]
  }

  renameConstraint({ table, name, newName }: RenameConstraint): readonly Statement[] {
    const names = `${this.quote(name)} TO ${this.quote(newName)}`
    return [statement(`ALTER TABLE ${this.table(table)} RENAME CONSTRAINT ${names}`)]
  }

  validateConstraint({ table, name }: ValidateConstraint): readonly Statement[] {
    return [statement(`ALTER TABLE ${this.table(table)} VALIDATE CONSTRAINT ${this.quote(name)}`)]
  }

  abstract createTableComment(operation: CreateTableComment): readonly Statement[]

  abstract dropTableComment(operation: DropTableComment): readonly Statement[]

  execute({ sql, params }: Execute): readonly Statement[] {
    return [statement(sql, params)]
  }

  query({ sql, params }: Query): readonly Statement[] {
    return [statement(sql, params)]
  }

  bulkInsert({ table, rows }: BulkInsert): readonly Statement[] {
    const columns = Object.keys(rows[0] ?? {})
    const into = `INSERT INTO ${this.table(table)} (${this.quoteAll(columns)}) VALUES `
    const statements: Statement[] = []
    const rowsAtOnce = Math.min(ROWS_PER_INSERT, Math.floor(VALUES_PER_INSERT / columns.length) || 1)
    for (let start = 0; start < rows.length; start += rowsAtOnce) {
      const slice = rows.slice(start, start + rowsAtOnce)
      const params = slice.flatMap(row => columns.map(column => row[column] ?? null))
      statements.push(statement(into + slice.map(() => `(${columns.map(() => '?').join(', ')})`).join(', '), params))
    }
    return statements
  }

  batchAlterTable({ operations }: BatchAlterTable): readonly Statement[] {
    return operations.flatMap(operation => this.compile(operation))
  }

  custom({ name, args, definition }: Custom): readonly Statement[] {
    const own = this.answersTo().find(dialect => dialect in definition.compile)
    const compile = own === undefined ? undefined : definition.compile[own]
    if (compile === undefined) return this.refuse(`operation ${name}`, 'Add a compiler for it to its definition.')
    const made = compile(args, this)
    return (typeof made === 'string' ? [made] : made).map(sql => statement(sql))
  }

  /** What stands between the parentheses of CREATE TABLE, and after them. */
  protected tableBody(table: Table): string {
    const lines = [
      ...table.columns.map(column => this.columnDefinition(column, table)),
      ...constraintsOf(table).map(constraint => this.constraint(constraint)),
    ]
    return `(\n${lines.map(line => `  ${line}`).join(',\n')}\n)`
  }

  protected addConstraint(table: TableName, constraint: Constraint): readonly Statement[] {
    return [statement(`ALTER TABLE ${this.table(table)} ADD ${this.constraint(constraint)}`)]
  }

  protected abstract indexStatements(
    table: TableName,
    index: TableIndex,
    how?: { readonly concurrently: boolean; readonly ifNotExists: boolean },
  ): readonly Statement[]
}
