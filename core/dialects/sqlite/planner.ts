import { RetortError } from '../../errors'
import type { AlterColumn } from '../../operations/alter-column'
import type { BatchAlterTable } from '../../operations/batch-alter-table'
import type { Execute } from '../../operations/execute'
import type { Operation } from '../../operations/operation'
import type { ReplaceView } from '../../operations/replace-view'
import { qualified, type TableName } from '../../schema/table-name'
import { statement, type Statement } from '../statement'
import { batchGroups } from './batch-groups'
import { sqliteDdl } from './ddl'
import { refuseDropThatActs } from './drop-table'
import type { Executor } from './executor'
import { nativeChange } from './native-change'
import type { RebuildRequest } from './rebuild/rebuild-table'
import type { RowCheck } from './rebuild/row-checks'
import { renameIndexStatements } from './rename-index'
import { storedTable, type StoredTable } from './rebuild/stored-table'
import { statementsOf } from './statement-text'

/** One thing to do in carrying out an operation. */
export type PlanStep =
  | { readonly kind: 'query'; readonly statement: Statement }
  | { readonly kind: 'script'; readonly sql: string }
  | { readonly kind: 'check'; readonly table: StoredTable; readonly checks: readonly RowCheck[] }
  | { readonly kind: 'statements'; readonly statements: readonly Statement[] }
  | { readonly kind: 'replaceView'; readonly operation: ReplaceView }
  | { readonly kind: 'rebuild'; readonly request: RebuildRequest }

export interface Plan {
  readonly steps: readonly PlanStep[]
  /** The table that is built anew; null where SQLite makes the change by itself. */
  readonly rebuild: TableName | null
}

/** How an operation is carried out on the database as it stands now. */
export async function planOf(operation: Operation, executor: Executor): Promise<Plan> {
  switch (operation.kind) {
    case 'query':
      return stepsOnly({ kind: 'query', statement: statement(operation.sql, operation.params) })
    case 'execute':
      return stepsOnly(executeStep(operation))
    case 'dropTable':
      await refuseDropThatActs(executor, operation.table)
      return stepsOnly({ kind: 'statements', statements: sqliteDdl.compile(operation) })
    case 'renameIndex':
      return stepsOnly({ kind: 'statements', statements: await renameIndexStatements(executor, operation) })
    case 'replaceView':
      return stepsOnly({ kind: 'replaceView', operation })
    case 'batchAlterTable':
      return batchPlan(operation, executor)
    case 'addColumn':
    case 'dropColumn':
    case 'alterColumn':
    case 'createPrimaryKey':
    case 'createUniqueConstraint':
    case 'createForeignKey':
    case 'createCheckConstraint':
    case 'dropConstraint':
    case 'renameConstraint':
    case 'setTableOptions':
      return batchPlan(alone(operation), executor)
    default:
      return stepsOnly({ kind: 'statements', statements: sqliteDdl.compile(operation) })
  }
}

const stepsOnly = (...steps: readonly PlanStep[]): Plan => ({ steps, rebuild: null })

const alone = (operation: Operation & { readonly table: TableName }): BatchAlterTable => ({
  kind: 'batchAlterTable',
  table: operation.table,
  operations: [operation],
  recreate: 'auto',
  copyFrom: null,
  tableArgs: [],
  partialReordering: [],
})

function executeStep({ sql, params }: Execute): PlanStep {
  if (params.length > 0 || statementsOf(sql).length <= 1)
    return { kind: 'statements', statements: [statement(sql, params)] }
  return { kind: 'script', sql }
}

async function batchPlan(batch: BatchAlterTable, executor: Executor): Promise<Plan> {
  const { table: address, recreate } = batch
  await createFromCopy(batch, executor)
  const table = await storedTable(executor, address)
  const steps = recreate === 'always' ? null : await nativeSteps(executor, table, batch)
  if (steps !== null) return stepsOnly(...steps)
  if (recreate === 'never') {
    throw new RetortError(
      'UNSUPPORTED_BY_DIALECT',
      `SQLite cannot make this change of "${qualified(address)}" in place.`,
      {
        hint: "Leave out recreate: 'never'; the table is then built anew.",
      },
    )
  }
  return { steps: rebuildSteps(table, batch), rebuild: address }
}

/** All changes in place; null where one of them needs a rebuild, which then makes them all. */
async function nativeSteps(
  executor: Executor,
  table: StoredTable,
  { operations, copyFrom, tableArgs, partialReordering }: BatchAlterTable,
): Promise<readonly PlanStep[] | null> {
  if (copyFrom !== null || tableArgs.length > 0 || partialReordering.length > 0) return null
  if (operations.length > 1 && !areIndependent(operations)) return null
  const steps: PlanStep[] = []
  for (const operation of operations) {
    const change = await nativeChange(executor, table, operation)
    if (change === null) return null
    if (change.checks.length > 0) steps.push({ kind: 'check', table, checks: change.checks })
    steps.push({ kind: 'statements', statements: change.statements })
  }
  return steps
}

/** Whether each may be judged by the table as it stands before all of them. */
function areIndependent(operations: readonly Operation[]): boolean {
  const kinds = new Set(operations.map(({ kind }) => kind))
  return kinds.size === 1 || [...kinds].every(kind => ['addColumn', 'createIndex', 'dropIndex'].includes(kind))
}

/** SQLite's own RENAME COLUMN follows the name everywhere, so renames are left to it, before the one rebuild. */
function rebuildSteps({ name, schema }: StoredTable, batch: BatchAlterTable): readonly PlanStep[] {
  const table = { name, schema: schema === 'main' ? null : schema }
  const groups = batchGroups(batch.operations)
  return groups.flatMap(({ renames, operations }, position): readonly PlanStep[] => {
    const isLast = position === groups.length - 1
    const whole = isLast ? batch : { copyFrom: null, tableArgs: [], partialReordering: [] }
    const statements = renames.map(rename => renameStatement(table, rename))
    const isNeeded = operations.length > 0 || isLast
    return [
      ...(statements.length === 0 ? [] : [{ kind: 'statements', statements } as const]),
      ...(isNeeded ? [{ kind: 'rebuild', request: { table, operations, batch: whole } } as const] : []),
    ]
  })
}

const renameStatement = (table: TableName, { columnName, changes }: AlterColumn): Statement =>
  statement(
    `ALTER TABLE ${sqliteDdl.table(table)} RENAME COLUMN ${sqliteDdl.quote(columnName)} TO ${sqliteDdl.quote(changes.newName ?? columnName)}`,
  )

/** A script knows nothing of the table but what `copyFrom` says. */
async function createFromCopy({ table, copyFrom }: BatchAlterTable, executor: Executor): Promise<void> {
  if (!executor.offline || copyFrom === null) return
  const known = await executor.read('SELECT 1 FROM sqlite_schema WHERE name = ? COLLATE NOCASE', [table.name])
  if (known.length > 0) return
  const created = sqliteDdl.compile({ kind: 'createTable', table: { ...copyFrom, name: table }, ifNotExists: false })
  for (const { sql } of created) await executor.connection.script(sql)
}
