import type { AddColumn } from '../../operations/add-column'
import type { AlterColumn } from '../../operations/alter-column'
import type { CreateTable } from '../../operations/create-table'
import type { CreateTableComment } from '../../operations/create-table-comment'
import type { DropConstraint } from '../../operations/drop-constraint'
import type { DropTableComment } from '../../operations/drop-table-comment'
import type { Column } from '../../schema/column'
import type { Constraint } from '../../schema/constraint'
import type { SqlValue } from '../../schema/sql-expression'
import { constraintsOf, type Table } from '../../schema/table'
import type { TableIndex } from '../../schema/table-index'
import type { TableName } from '../../schema/table-name'
import { statement, type Statement } from '../statement'
import { compileAlterColumn } from './alter-column'
import { replacePlaceholders } from './binding'
import { withIdentity } from './counting-column'
import { PostgresqlAccessCompiler } from './ddl-compiler-access'
import { createMissingEnum, enumOf } from './enum-statements'
import { givenName } from './given-name'
import { literal } from './literal'
import { postgresqlTypes } from './type-compiler'

/** PostgreSQL's DDL, spoken by a server and by PGlite alike. */
export class PostgresqlDdlCompiler extends PostgresqlAccessCompiler {
  protected override readonly types = postgresqlTypes

  constructor(protected override readonly label: string) {
    super()
  }

  protected override answersTo(): readonly string[] {
    return [...super.answersTo(), 'postgresql']
  }

  override createTable(operation: CreateTable): readonly Statement[] {
    const { table, ifNotExists } = operation
    const storage = operation.storage ?? null
    const how = { concurrently: false, ifNotExists }
    return [
      ...enumsOf(table.columns),
      statement(
        `CREATE ${this.unlogged(storage)}TABLE ${this.ifNotExists(ifNotExists)}${this.table(table.name)} ${this.tableBody(table)}${this.storageClauses(storage)}`,
      ),
      ...constraintsOf(table)
        .filter(isNotValid)
        .flatMap(constraint => this.addConstraint(table.name, constraint)),
      ...table.indexes.flatMap(index => this.indexStatements(table.name, index, how)),
      ...(table.comment === null ? [] : [this.tableComment(table.name, table.comment)]),
      ...table.columns.flatMap(column => this.commentOf(table.name, column)),
    ]
  }

  override addColumn(operation: AddColumn): readonly Statement[] {
    const column = withIdentity(operation.column, operation.constraints)
    return [
      ...enumsOf([column]),
      ...super.addColumn({ ...operation, column }),
      ...this.commentOf(operation.table, column),
    ]
  }

  override alterColumn(operation: AlterColumn): readonly Statement[] {
    return compileAlterColumn(this, operation)
  }

  /** A constraint that was given no name has the one that PostgreSQL gives. */
  override dropConstraint(operation: DropConstraint): readonly Statement[] {
    return super.dropConstraint({ ...operation, name: operation.name ?? givenName(operation) })
  }

  override createTableComment({ table, comment }: CreateTableComment): readonly Statement[] {
    return [this.tableComment(table, comment)]
  }

  override dropTableComment({ table }: DropTableComment): readonly Statement[] {
    return [this.tableComment(table, null)]
  }

  override literal(value: SqlValue): string {
    return literal(value)
  }

  /** A negative number stands in parentheses: behind a minus it would start a comment. */
  override inlined({ sql, params }: Statement): string {
    if (params.length === 0) return sql
    return replacePlaceholders(sql, params, value => {
      const text = this.literal(value)
      return text.startsWith('-') ? `(${text})` : text
    })
  }

  override columnDefinition(column: Column, table?: Table): string {
    return super.columnDefinition(table === undefined ? column : withIdentity(column, constraintsOf(table)))
  }

  columnComment(table: TableName, name: string, comment: string | null): Statement {
    return statement(`COMMENT ON COLUMN ${this.table(table)}.${this.quote(name)} IS ${this.literal(comment)}`)
  }

  /** A constraint that leaves existing rows unchecked cannot be part of CREATE TABLE; it is added behind it. */
  protected override tableBody(table: Table): string {
    return super.tableBody({
      ...table,
      checks: table.checks.filter(check => !check.notValid),
      foreignKeys: table.foreignKeys.filter(key => !key.notValid),
    })
  }

  protected override indexStatements(
    table: TableName,
    index: TableIndex,
    how = { concurrently: false, ifNotExists: false },
  ): readonly Statement[] {
    const storage = this.settings(index.with)
    const parts = [
      `CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX`,
      ...(how.concurrently ? ['CONCURRENTLY'] : []),
      `${this.ifNotExists(how.ifNotExists)}${this.quote(index.name)} ON ${this.table(table)}`,
      ...(index.using === null ? [] : [`USING ${index.using}`]),
      `(${index.elements.map(element => this.indexElement(element)).join(', ')})`,
      ...(index.include.length === 0 ? [] : [`INCLUDE (${this.quoteAll(index.include)})`]),
      ...(index.nullsNotDistinct ? [this.nullsNotDistinct()] : []),
      ...(storage === '' ? [] : [`WITH (${storage})`]),
      ...(index.tablespace === null ? [] : [`TABLESPACE ${this.quote(index.tablespace)}`]),
      ...(index.where === null ? [] : [`WHERE ${index.where}`]),
    ]
    return [statement(parts.join(' '))]
  }

  protected override columnGuard(clause: string): string {
    return clause
  }

  protected override concurrently(): string {
    return 'CONCURRENTLY '
  }

  protected override nullsNotDistinct(): string {
    return 'NULLS NOT DISTINCT'
  }

  protected override notValid(): string {
    return ' NOT VALID'
  }

  private ifNotExists(wanted: boolean): string {
    return wanted ? 'IF NOT EXISTS ' : ''
  }

  private tableComment(table: TableName, comment: string | null): Statement {
    return statement(`COMMENT ON TABLE ${this.table(table)} IS ${this.literal(comment)}`)
  }

  private commentOf(table: TableName, { name, comment }: Column): readonly Statement[] {
    return comment === null ? [] : [this.columnComment(table, name, comment)]
  }
}

const isNotValid = (constraint: Constraint): boolean => 'notValid' in constraint && constraint.notValid

function enumsOf(columns: readonly Column[]): readonly Statement[] {
  const enums = columns.flatMap(({ type }) => enumOf(type) ?? [])
  return [...new Map(enums.map(type => [postgresqlTypes.enum(type), createMissingEnum(type)])).values()]
}
