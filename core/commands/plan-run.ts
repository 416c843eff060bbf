import type { Operation } from '../operations/operation'
import { recordOperations } from '../runtime/operation-recorder'
import type { MigrationStep } from '../runtime/run-migrations'
import type { ScriptDirectory } from '../script/script-directory'
import { dryRun } from './dry-run'
import type { Project } from './open-project'
import { planSteps, rowsAfter, type MigrationTarget } from './plan-migration'
import { readRevisions } from './read-revisions'

export interface PlannedStep {
  readonly revision: string
  readonly message: string
  readonly direction: MigrationStep['direction']
  readonly operations: readonly Operation[]
  /** What would be sent to this database. */
  readonly sql: readonly string[]
  /** Why the operations or the SQL cannot be had beforehand. */
  readonly failure: unknown
}

export interface PlannedRun {
  readonly from: readonly string[]
  readonly to: readonly string[]
  readonly steps: readonly PlannedStep[]
}

/** What a run would do to this database, step by step, before anything happens. */
export const planRun = (project: Project, target: MigrationTarget): Promise<PlannedRun> =>
  project.keepingOpen(() => plan(project, target))

async function plan(project: Project, target: MigrationTarget): Promise<PlannedRun> {
  const script = await project.script()
  const from = await readRevisions(project)
  const steps = planSteps(script.graph, from, target)
  const dry = await dryRun(project, { script, steps, from }).then(
    reports => ({ reports, failure: null }),
    (failure: unknown) => ({ reports: [], failure }),
  )
  const planned: PlannedStep[] = []
  for (const [index, { revision, message, direction }] of steps.entries()) {
    const recorded = await operationsOf(script, { revision, direction })
    const sql = dry.reports[index]?.sql ?? []
    planned.push({ revision, message, direction, ...recorded, sql, failure: recorded.failure ?? dry.failure })
  }
  return { from, to: rowsAfter(from, steps), steps: planned }
}

async function operationsOf(
  script: ScriptDirectory,
  { revision, direction }: Pick<MigrationStep, 'revision' | 'direction'>,
) {
  try {
    const module = await script.load(revision)
    return { operations: await recordOperations(module[direction]), failure: null }
  } catch (failure) {
    return { operations: [], failure }
  }
}
