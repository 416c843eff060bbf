import { RetortError } from '../errors'
import type { Column, DefaultValue } from '../schema/column'
import type { ColumnType } from '../schema/column-type'
import type { Constraint, ForeignKey } from '../schema/constraint'
import type { SqlValue } from '../schema/sql-expression'
import type { Table } from '../schema/table'
import type { IndexElement } from '../schema/table-index'
import type { TableName } from '../schema/table-name'
import type { Statement } from './statement'
import { compileType, type TypeCompiler } from './type-compiler'

/** The pieces that statements are made of, and the small hooks in which dialects differ. */
export abstract class DdlText {
  protected abstract readonly label: string
  protected abstract readonly types: TypeCompiler

  /** The names under which a project gives SQL for this dialect, the nearest first. */
  protected answersTo(): readonly string[] {
    return [this.label.toLowerCase()]
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
