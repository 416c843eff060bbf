import type { AddColumn } from '../../operations/add-column'
import { RetortError } from '../../errors'
import type { AlterColumn } from '../../operations/alter-column'
import type { CreateTrigger } from '../../operations/create-trigger'
import type { DropTrigger } from '../../operations/drop-trigger'
import type { DropConstraint } from '../../operations/drop-constraint'
import type { RenameConstraint } from '../../operations/rename-constraint'
import type { RenameIndex } from '../../operations/rename-index'
import type { ReplaceView } from '../../operations/replace-view'
import type { SetTableOptions } from '../../operations/set-table-options'
import type { ValidateConstraint } from '../../operations/validate-constraint'
import type { Column, DefaultValue } from '../../schema/column'
import type { Constraint, ForeignKey } from '../../schema/constraint'
import type { SqlValue } from '../../schema/sql-expression'
import { constraintsOf, type Table } from '../../schema/table'
import type { TableIndex } from '../../schema/table-index'
import { tableName, type TableName } from '../../schema/table-name'
import { DdlCompiler } from '../ddl-compiler'
import { statement, type Statement } from '../statement'
import { obstacleToAdding } from './add-column-limits'
import { isBareDefault } from './default-text'
import { literal } from './literal'
import { sqliteTypes, strictType } from './type-compiler'

const REBUILD_HINT = 'It is done by building the table anew.'

/** SQLite's DDL. What SQLite can only do by building the table anew is refused here; the planner does that. */
export class SqliteDdlCompiler extends DdlCompiler {
  protected override readonly label = 'SQLite'
  protected override readonly types = sqliteTypes

  override addColumn(operation: AddColumn): readonly Statement[] {
    const obstacle = obstacleToAdding(operation)
    if (obstacle !== null) this.refuse(`ADD COLUMN for ${obstacle}`, REBUILD_HINT)
    return super.addColumn(operation)
  }

  override alterColumn({ table, columnName, changes, position }: AlterColumn): readonly Statement[] {
    const { newName, ...others } = changes
    if (Object.keys(others).length > 0 || position !== null) {
      this.refuse('ALTER COLUMN for more than a new name', REBUILD_HINT)
    }
    if (newName === undefined) return []
    const names = `${this.quote(columnName)} TO ${this.quote(newName)}`
    return [statement(`ALTER TABLE ${this.table(table)} RENAME COLUMN ${names}`)]
  }

  override dropConstraint(_operation: DropConstraint): readonly Statement[] {
    return this.refuse('DROP CONSTRAINT', REBUILD_HINT)
  }

  /** Its triggers go with the old view; whoever carries this out creates them again. */
  override replaceView({ view, ...definition }: ReplaceView): readonly Statement[] {
    const name = this.table(view)
    return [statement(`DROP VIEW IF EXISTS ${name}`), statement(`CREATE VIEW ${name}${this.viewBody(definition)}`)]
  }

  override setTableOptions({ changes }: SetTableOptions): readonly Statement[] {
    const { strict: _strict, withoutRowid: _rowid, ...foreign } = changes
    if (Object.keys(foreign).length > 0) this.refuseStorage()
    return this.refuse('ALTER TABLE for its options', REBUILD_HINT)
  }

  override createTrigger(operation: CreateTrigger): readonly Statement[] {
    const { name, table, timing, when, ifNotExists } = operation
    const parts = [
      `CREATE TRIGGER ${ifNotExists ? 'IF NOT EXISTS ' : ''}${this.table({ schema: table.schema, name })}`,
      `${timing.toUpperCase()} ${this.triggerEvent(operation)} ON ${this.quote(table.name)} FOR EACH ROW`,
      ...(when === null ? [] : [`WHEN ${when}`]),
      `BEGIN ${this.triggerBody(operation)} END`,
    ]
    return [statement(parts.join(' '))]
  }

  override dropTrigger({ name, table, ifExists, cascade }: DropTrigger): readonly Statement[] {
    const trigger = this.table({ schema: table.schema, name })
    return [statement(`DROP TRIGGER ${ifExists ? 'IF EXISTS ' : ''}${trigger}${this.cascade(cascade)}`)]
  }

  override renameConstraint(_operation: RenameConstraint): readonly Statement[] {
    return this.refuse('RENAME CONSTRAINT', REBUILD_HINT)
  }

  override renameIndex(_operation: RenameIndex): readonly Statement[] {
    return this.refuse('ALTER INDEX', 'It is done by creating the index anew.')
  }

  override validateConstraint(_operation: ValidateConstraint): readonly Statement[] {
    return this.refuse('constraints that are not valid yet', 'Leave it out: adding a constraint checks every row.')
  }

  override createTableComment(): readonly Statement[] {
    return this.refuseComments()
  }

  override dropTableComment(): readonly Statement[] {
    return this.refuseComments()
  }

  override literal(value: SqlValue): string {
    return literal(value)
  }

  /** What stands behind DEFAULT: an expression needs parentheses, a literal and CURRENT_TIMESTAMP do without. */
  override defaultClause(value: DefaultValue): string {
    const text = this.default(value)
    return value.kind === 'literal' || isBareDefault(text) ? text : `(${text})`
  }

  override columnDefinition(column: Column, table?: Table): string {
    const parts = [this.quote(column.name), this.columnType(column, table)]
    if (column.collation !== null) parts.push(`COLLATE ${this.quote(column.collation)}`)
    if (column.default !== null) parts.push(`DEFAULT ${this.defaultClause(column.default)}`)
    if (column.generated !== null) parts.push(this.generatedClause(column))
    if (!column.nullable) parts.push('NOT NULL')
    if (isCounted(column)) parts.push(this.countedKey(column, table))
    if (column.type.kind === 'enum') parts.push(`CHECK (${enumCondition(column)})`)
    return parts.filter(part => part !== '').join(' ')
  }

  override constraint(constraint: Constraint): string {
    if (constraint.kind === 'unique' && constraint.deferrable) {
      this.refuse('deferrable unique constraints', 'Leave the option out.')
    }
    return super.constraint(constraint)
  }

  /** A constraint as it stands behind its column. */
  override inlineConstraint(constraint: Constraint): string {
    return super.inlineConstraint(constraint)
  }

  protected override tableBody(table: Table): string {
    const inlineKey = table.columns.some(isCounted)
    const listed = constraintsOf(table).filter(({ kind }) => kind !== 'primaryKey' || !inlineKey)
    const lines = [
      ...table.columns.map(column => this.columnDefinition(column, table)),
      ...listed.map(constraint => this.constraint(constraint)),
    ]
    const options = [table.strict ? 'STRICT' : '', table.withoutRowid ? 'WITHOUT ROWID' : ''].filter(Boolean)
    const tail = options.length === 0 ? '' : ` ${options.join(', ')}`
    return `(\n${lines.map(line => `  ${line}`).join(',\n')}\n)${tail}`
  }

  /** A foreign key of SQLite stays within its own file. */
  protected override references(key: ForeignKey): string {
    return super.references({ ...key, referredTable: tableName(key.referredTable.name) })
  }

  protected override indexStatements(
    table: TableName,
    index: TableIndex,
    how: { readonly concurrently: boolean; readonly ifNotExists: boolean } = {
      concurrently: false,
      ifNotExists: false,
    },
  ): readonly Statement[] {
    this.refuseForeignOptions(index)
    const start = `CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX ${how.concurrently ? this.concurrently() : ''}`
    const name = `${how.ifNotExists ? 'IF NOT EXISTS ' : ''}${this.table(tableName(index.name, table.schema))}`
    const elements = index.elements.map(element => this.indexElement(element)).join(', ')
    const where = index.where === null ? '' : ` WHERE ${index.where}`
    return [statement(`${start}${name} ON ${this.quote(table.name)} (${elements})${where}`)]
  }

  protected override addConstraint(): readonly Statement[] {
    return this.refuse('ADD CONSTRAINT', REBUILD_HINT)
  }

  protected override viewGuard(): string {
    return 'IF NOT EXISTS '
  }

  private triggerEvent({ events, updateOf, forEach }: CreateTrigger): string {
    const [event, another] = events
    if (event === undefined || another !== undefined)
      return this.refuse('triggers for several events', 'Create one for each event.')
    if (event === 'truncate') this.refuse('TRUNCATE', 'Use a trigger for delete.')
    if (forEach === 'statement') this.refuse('triggers for whole statements', 'Use forEach: "row".')
    return event === 'update' && updateOf.length > 0 ? `UPDATE OF ${this.quoteAll(updateOf)}` : event.toUpperCase()
  }

  private triggerBody({ name, body, execute }: CreateTrigger): string {
    if (body !== null) return `${body.trim().replace(/;$/, '')};`
    if (execute !== null)
      return this.refuse('functions that a trigger calls', 'Give its statements by the option body.')
    throw new RetortError('BAD_OPERATION', `Nothing says what the trigger ${name} runs.`, {
      hint: 'Give its statements by the option body.',
    })
  }

  private columnType(column: Column, table: Table | undefined): string {
    if (isCounted(column)) return 'INTEGER'
    return table?.strict ? strictType(column.type) : this.type(column.type)
  }

  /** AUTOINCREMENT can only be said behind the column, so the key is said there. */
  private countedKey(column: Column, table: Table | undefined): string {
    const key = table?.primaryKey ?? null
    if (key?.columns.length !== 1 || key.columns[0] !== column.name || table?.withoutRowid) {
      return this.refuse(
        `AUTOINCREMENT for "${column.name}", which is not the integer primary key`,
        'Only an INTEGER PRIMARY KEY of one column counts up by itself.',
      )
    }
    return `${key.name === null ? '' : `CONSTRAINT ${this.quote(key.name)} `}PRIMARY KEY AUTOINCREMENT`
  }

  private refuseForeignOptions(index: TableIndex): void {
    const hint = 'Leave the option out.'
    if (index.using !== null && index.using.toLowerCase() !== 'btree') this.refuse(`index of kind ${index.using}`, hint)
    if (index.include.length > 0) this.refuse('INCLUDE on indexes', hint)
    if (Object.keys(index.with).length > 0) this.refuse('storage parameters of indexes', hint)
    if (index.tablespace !== null) this.refuse('tablespaces', hint)
    if (index.nullsNotDistinct) this.nullsNotDistinct()
  }
}

/** Whether AUTOINCREMENT is asked for; an identity column of PostgreSQL promises the same: no number comes twice. */
export const isCounted = ({ autoIncrement, identity }: Column): boolean => autoIncrement === true || identity !== null

/** The condition that keeps a column to the values of its enum. */
export function enumCondition({ name, type }: Column): string {
  const values = type.kind === 'enum' ? type.values : []
  return `"${name.replaceAll('"', '""')}" IN (${values.map(literal).join(', ')})`
}
