import { changedRevisions } from './applied-history'
import { compareModel } from './compare-model'
import { planOperations } from './dry-run'
import { operationRecord, type OperationRecord } from './operation-record'
import type { Project } from './open-project'
import { readRevisions } from './read-revisions'
import { rowsAtStake } from './rows-at-stake'

export interface DifferenceReport {
  readonly isUpToDate: boolean
  readonly operations: readonly OperationRecord[]
  readonly renameCandidates: readonly never[]
  readonly sql: readonly string[]
}

export interface CheckResult extends DifferenceReport {
  /** Applied revisions whose code is another one than what was run; only where there are some. */
  readonly changedRevisions?: readonly string[]
}

/** What the model and the database differ in, and which applied revisions are not what was run. */
export const check = (project: Project): Promise<CheckResult> =>
  project.keepingOpen(async () => {
    const report = await reportOf(project)
    const changed = await changedRevisions(project, () => readRevisions(project))
    return changed.length === 0 ? report : { ...report, changedRevisions: changed }
  })

async function reportOf(project: Project): Promise<DifferenceReport> {
  const { operations } = await compareModel(project)
  if (operations.length === 0) return { isUpToDate: true, operations: [], renameCandidates: [], sql: [] }
  const stakes = await rowsAtStake(project, operations)
  return {
    isUpToDate: false,
    operations: operations.map((operation, at) => operationRecord(operation, stakes[at] ?? null)),
    renameCandidates: [],
    sql: await planOperations(project, operations),
  }
}
