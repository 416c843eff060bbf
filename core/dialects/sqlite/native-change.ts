import type { AddColumn } from '../../operations/add-column'
import type { AlterColumn } from '../../operations/alter-column'
import type { DropColumn } from '../../operations/drop-column'
import type { DropConstraint } from '../../operations/drop-constraint'
import type { Operation } from '../../operations/operation'
import { statement, type Statement } from '../statement'
import { obstacleToAdding } from './add-column-limits'
import { sqliteDdl } from './ddl'
import { constraintsUsing, findConstraints, mentions, quoteName, sameName } from './ddl-parser'
import type { Executor } from './executor'
import { columnText } from './rebuild/column-text'
import { indexUses } from './rebuild/drop-column'
import type { RowCheck } from './rebuild/row-checks'
import { referencingTables, schemaTable, spelled, type StoredTable } from './rebuild/stored-table'

/** A change of a table that SQLite makes by itself, with what the rows must fulfil for it. */
export interface NativeChange {
  readonly statements: readonly Statement[]
  readonly checks: readonly RowCheck[]
}

/** How SQLite itself makes a change of a table; null where the table has to be built anew. */
export async function nativeChange(
  executor: Executor,
  table: StoredTable,
  operation: Operation,
): Promise<NativeChange | null> {
  switch (operation.kind) {
    case 'addColumn':
      return addColumn(table, operation)
    case 'dropColumn':
      return dropColumn(executor, table, operation)
    case 'alterColumn':
      return alterColumn(executor, table, operation)
    case 'createCheckConstraint': {
      if (!executor.capabilities.checks || !(await schemaIsSound(executor))) return null
      const { name, sql } = operation.constraint
      const add = `ALTER TABLE ${nameOf(table)} ADD ${sqliteDdl.constraint(operation.constraint)}`
      return { statements: [statement(add)], checks: [{ kind: 'condition', name, sql }] }
    }
    case 'dropConstraint':
      return dropConstraint(executor, table, operation)
    case 'createIndex':
    case 'dropIndex':
      return { statements: sqliteDdl.compile(operation), checks: [] }
    default:
      return null
  }
}

const nameOf = ({ schema, name }: StoredTable): string => spelled(schema, name)

function addColumn(table: StoredTable, operation: AddColumn): NativeChange | null {
  const isThere = table.columns.some(({ name }) => sameName(name, operation.column.name))
  if (isThere && operation.ifNotExists) return { statements: [], checks: [] }
  if (obstacleToAdding(operation) !== null) return null
  const add = `ALTER TABLE ${nameOf(table)} ADD COLUMN ${columnText(operation, table.statement.strict)}`
  return { statements: [statement(add)], checks: [] }
}

async function dropColumn(executor: Executor, table: StoredTable, operation: DropColumn): Promise<NativeChange | null> {
  const { columnName, ifExists } = operation
  const column = table.statement.columns.find(({ name }) => sameName(name.name, columnName))
  if (column === undefined) return ifExists ? { statements: [], checks: [] } : null
  if (!executor.capabilities.dropColumn) return null
  const kinds = column.constraints.map(({ kind }) => kind)
  if (kinds.some(kind => kind === 'primaryKey' || kind === 'unique' || kind === 'foreignKey')) return null
  if (constraintsUsing(table.statement, columnName).length > 0) return null
  if (table.indexes.some(index => indexUses(index, columnName))) return null
  const keys = await referencingTables(executor, table.schema, table.name)
  if (keys.some(({ to }) => to !== null && sameName(to, columnName))) return null
  if (await isMentioned(executor, table, columnName)) return null
  if (!(await schemaIsSound(executor))) return null
  const drop = `ALTER TABLE ${nameOf(table)} DROP COLUMN ${quoteName(columnName)}`
  return { statements: [statement(drop)], checks: [] }
}

async function isMentioned(executor: Executor, table: StoredTable, column: string): Promise<boolean> {
  const objects = await executor.read<{ sql: string }>(
    `SELECT sql FROM ${schemaTable(table.schema)} WHERE type IN ('view', 'trigger') AND sql IS NOT NULL`,
  )
  return objects.some(({ sql }) => mentions(sql, table.name) && mentions(sql, column))
}

async function alterColumn(
  executor: Executor,
  table: StoredTable,
  { columnName, changes, position }: AlterColumn,
): Promise<NativeChange | null> {
  const { comment: _comment, newName, nullable, ...others } = changes
  if (position !== null || Object.keys(others).length > 0) return null
  const statements: Statement[] = []
  const head = `ALTER TABLE ${nameOf(table)}`
  if (newName !== undefined)
    statements.push(statement(`${head} RENAME COLUMN ${quoteName(columnName)} TO ${quoteName(newName)}`))
  if (nullable === undefined) return { statements, checks: [] }
  if (!executor.capabilities.notNull || isKeyColumn(table, columnName) || !(await schemaIsSound(executor))) return null
  const verb = nullable ? 'DROP' : 'SET'
  statements.unshift(statement(`${head} ALTER COLUMN ${quoteName(columnName)} ${verb} NOT NULL`))
  return { statements, checks: nullable ? [] : [{ kind: 'notNull', column: columnName }] }
}

const isKeyColumn = ({ columns }: StoredTable, name: string): boolean =>
  columns.some(column => column.keyPosition > 0 && sameName(column.name, name))

async function dropConstraint(
  executor: Executor,
  table: StoredTable,
  { name, type, columns, condition, ifExists }: DropConstraint,
): Promise<NativeChange | null> {
  const found = findConstraints(table.statement, { name, type, columns, condition })
  if (found.length === 0 && ifExists) return { statements: [], checks: [] }
  const isNamedCheck = name !== null && found.length === 1 && found[0]?.constraint.kind === 'check'
  if (!isNamedCheck || !executor.capabilities.checks || !(await schemaIsSound(executor))) return null
  return {
    statements: [statement(`ALTER TABLE ${nameOf(table)} DROP CONSTRAINT ${quoteName(name)}`)],
    checks: [],
  }
}

/**
 * SQLite's ALTER reads the whole schema again, and fails where any view, trigger or check in it does not compile here:
 * a text in double quotes is enough. A rebuild does not mind. Found out on a table made for it and gone again.
 */
async function schemaIsSound({ connection }: Executor): Promise<boolean> {
  await connection.script('SAVEPOINT "retort_trial"')
  try {
    await connection.script(
      'CREATE TABLE "_retort_trial" (a, b); ALTER TABLE "_retort_trial" RENAME COLUMN a TO c; ALTER TABLE "_retort_trial" DROP COLUMN b',
    )
    return true
  } catch {
    return false
  } finally {
    await connection.script('ROLLBACK TO "retort_trial"; RELEASE "retort_trial"')
  }
}
