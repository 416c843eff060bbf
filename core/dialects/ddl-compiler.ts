import { RetortError } from '../errors'
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
import type { DropColumn } from '../operations/drop-column'
import type { DropConstraint } from '../operations/drop-constraint'
import type { DropIndex } from '../operations/drop-index'
import type { DropTable } from '../operations/drop-table'
import type { DropTableComment } from '../operations/drop-table-comment'
import type { Execute } from '../operations/execute'
import { visit, type Operation, type Station } from '../operations/operation'
import type { Query } from '../operations/query'
import type { RenameTable } from '../operations/rename-table'
import type { Column, DefaultValue } from '../schema/column'
import type { ColumnType } from '../schema/column-type'
import type { Constraint, ForeignKey } from '../schema/constraint'
import type { SqlValue } from '../schema/sql-expression'
import { constraintsOf, type Table } from '../schema/table'
import type { IndexElement, TableIndex } from '../schema/table-index'
import { tableName, type TableName } from '../schema/table-name'
import { statement, type Statement } from './statement'
import { compileType, type TypeCompiler } from './type-compiler'

/** Rows of one INSERT statement. */
const ROWS_PER_INSERT = 100

/**
 * Operations to SQL text, the standard way. A dialect extends this and overrides the smallest hook that differs;
 * the public methods carry the operations' own names. What a dialect lacks it refuses with `UNSUPPORTED_BY_DIALECT`.
 */
export abstract class DdlCompiler implements Station<readonly Statement[]> {
  protected abstract readonly label: string
  protected abstract readonly types: TypeCompiler

  compile(operation: Operation): readonly Statement[] {
    return visit(this, operation)
  }

  createTable({ table, ifNotExists }: CreateTable): readonly Statement[] {
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
    for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
      const slice = rows.slice(start, start + ROWS_PER_INSERT)
      const params = slice.flatMap(row => columns.map(column => row[column] ?? null))
      statements.push(statement(into + slice.map(() => `(${columns.map(() => '?').join(', ')})`).join(', '), params))
    }
    return statements
  }

  batchAlterTable({ operations }: BatchAlterTable): readonly Statement[] {
    return operations.flatMap(operation => this.compile(operation))
  }

  /** The SQL spelling of a type. */
  type(type: ColumnType): string {
    return compileType(this.types, type)
  }

  /** A value as SQL text, quoted by this dialect's rules. */
  abstract literal(value: SqlValue): string

  default(value: DefaultValue): string {
    return value.kind === 'literal' ? this.literal(value.value) : value.sql
  }

  quote(identifier: string): string {
    return `"${identifier.replaceAll('"', '""')}"`
  }

  /** A statement with its values written into it, for scripts. `?` in quotes and comments is left alone. */
  inlined({ sql, params }: Statement): string {
    if (params.length === 0) return sql
    let used = 0
    return sql.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\?/g, piece =>
      piece === '?' ? this.literal(params[used++] ?? null) : piece,
    )
  }

  /** What stands between the parentheses of CREATE TABLE, and after them. */
  protected tableBody(table: Table): string {
    const lines = [
      ...table.columns.map(column => this.columnDefinition(column, table)),
      ...constraintsOf(table).map(constraint => this.constraint(constraint)),
    ]
    return `(\n${lines.map(line => `  ${line}`).join(',\n')}\n)`
  }

  /** `table` is given where the column is part of CREATE TABLE. */
  columnDefinition(column: Column, _table?: Table): string {
    const parts = [this.quote(column.name), this.type(column.type)]
    if (column.collation !== null) parts.push(`COLLATE ${this.quote(column.collation)}`)
    if (column.default !== null) parts.push(`DEFAULT ${this.defaultClause(column.default)}`)
    if (column.identity !== null) parts.push(this.identityClause(column))
    if (column.generated !== null) parts.push(this.generatedClause(column))
    if (!column.nullable) parts.push('NOT NULL')
    return parts.join(' ')
  }

  protected defaultClause(value: DefaultValue): string {
    return this.default(value)
  }

  protected identityClause(column: Column): string {
    return `GENERATED ${column.identity?.always ? 'ALWAYS' : 'BY DEFAULT'} AS IDENTITY`
  }

  protected generatedClause({ generated }: Column): string {
    return `GENERATED ALWAYS AS (${generated?.sql}) ${generated?.stored ? 'STORED' : 'VIRTUAL'}`
  }

  /** A constraint as a table constraint. */
  constraint(constraint: Constraint): string {
    const columns = constraint.kind === 'check' ? '' : ` (${this.quoteAll(constraint.columns)})`
    const keyword = constraint.kind === 'foreignKey' ? `FOREIGN KEY${columns} ` : ''
    return `${this.constraintName(constraint)}${keyword}${this.constraintBody(constraint, columns)}`
  }

  /** A constraint of a single column, written behind the column. */
  protected inlineConstraint(constraint: Constraint): string {
    return `${this.constraintName(constraint)}${this.constraintBody(constraint, '')}`
  }

  private constraintName({ name }: Constraint): string {
    return name === null ? '' : `CONSTRAINT ${this.quote(name)} `
  }

  private constraintBody(constraint: Constraint, columns: string): string {
    switch (constraint.kind) {
      case 'primaryKey':
        return `PRIMARY KEY${columns}`
      case 'unique':
        return `UNIQUE${constraint.nullsNotDistinct ? ` ${this.nullsNotDistinct()}` : ''}${columns}${this.deferral(constraint)}`
      case 'foreignKey':
        return this.references(constraint)
      case 'check':
        return `CHECK (${constraint.sql})${constraint.notValid ? this.notValid() : ''}`
    }
  }

  protected references(key: ForeignKey): string {
    const columns = key.referredColumns.length === 0 ? '' : ` (${this.quoteAll(key.referredColumns)})`
    const parts = [`REFERENCES ${this.table(key.referredTable)}${columns}`]
    if (key.match !== 'simple') parts.push(`MATCH ${key.match.toUpperCase()}`)
    if (key.onDelete !== 'no action') parts.push(`ON DELETE ${key.onDelete.toUpperCase()}`)
    if (key.onUpdate !== 'no action') parts.push(`ON UPDATE ${key.onUpdate.toUpperCase()}`)
    return `${parts.join(' ')}${this.deferral(key)}${key.notValid ? this.notValid() : ''}`
  }

  protected deferral({ deferrable, initially }: { readonly deferrable: boolean; readonly initially: string }): string {
    if (!deferrable) return ''
    return initially === 'deferred' ? ' DEFERRABLE INITIALLY DEFERRED' : ' DEFERRABLE'
  }

  protected addConstraint(table: TableName, constraint: Constraint): readonly Statement[] {
    return [statement(`ALTER TABLE ${this.table(table)} ADD ${this.constraint(constraint)}`)]
  }

  protected abstract indexStatements(
    table: TableName,
    index: TableIndex,
    how?: { readonly concurrently: boolean; readonly ifNotExists: boolean },
  ): readonly Statement[]

  indexElement(element: IndexElement): string {
    return element.kind === 'column' ? this.quote(element.name) : element.sql
  }

  table({ schema, name }: TableName): string {
    return schema === null ? this.quote(name) : `${this.quote(schema)}.${this.quote(name)}`
  }

  protected quoteAll(identifiers: readonly string[]): string {
    return identifiers.map(identifier => this.quote(identifier)).join(', ')
  }

  protected cascade(wanted: boolean): string {
    return wanted ? this.refuse('CASCADE', 'Drop what depends on it first.') : ''
  }

  protected columnGuard(clause: string): string {
    return this.refuse(`${clause.trim()} on columns`, 'Leave the option out.')
  }

  protected concurrently(): string {
    return this.refuse('CONCURRENTLY', 'Leave the option out.')
  }

  protected nullsNotDistinct(): string {
    return this.refuse('NULLS NOT DISTINCT', 'Leave the option out.')
  }

  protected notValid(): string {
    return this.refuse('NOT VALID', 'Leave the option out.')
  }

  /** Says that this dialect has no such thing. */
  protected refuse(what: string, hint: string): never {
    throw new RetortError('UNSUPPORTED_BY_DIALECT', `${this.label} has no ${what}.`, { hint })
  }
}
