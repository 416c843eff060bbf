import { qualified } from '../../schema/table-name'
import type { Row } from '../connection'
import type { Executor } from './executor'
import { orphansOf } from './orphans'
import type { Plan, PlanStep } from './planner'
import { rebuildTable } from './rebuild/rebuild-table'
import { replaceView } from './replace-view'
import { checkRows } from './rebuild/row-checks'
import { referencingTables, schemaOf } from './rebuild/stored-table'

/** Does what a plan says. Rows for a query, null for all else. */
export async function carryOut(plan: Plan, executor: Executor): Promise<readonly Row[] | null> {
  let rows: readonly Row[] | null = null
  for (const step of plan.steps) rows = await doStep(step, executor)
  return rows
}

async function doStep(step: PlanStep, executor: Executor): Promise<readonly Row[] | null> {
  switch (step.kind) {
    case 'query':
      executor.announce(step.statement.sql)
      return executor.read(step.statement.sql, step.statement.params)
    case 'script':
      await executor.script(step.sql)
      return null
    case 'check':
      await checkRows(executor, step.table, step.checks)
      return null
    case 'statements':
      for (const statement of step.statements) await executor.run(statement)
      return null
    case 'replaceView':
      await replaceView(executor, step.operation)
      return null
    case 'rebuild':
      await rebuildTable(executor, step.request)
      return null
  }
}

/**
 * Whether a plan rebuilds a table while enforced foreign keys would act on it: others refer to it (the old table's drop
 * deletes their rows), or its own rows already refer to nothing (they could not be copied).
 */
export async function isRebuildOfRelated({ rebuild }: Plan, executor: Executor): Promise<boolean> {
  if (rebuild === null) return false
  const keys = await referencingTables(executor, schemaOf(rebuild), rebuild.name)
  if (keys.length > 0) return true
  return rebuild.schema === null && (await orphansOf(executor.connection, [qualified(rebuild)])).size > 0
}
