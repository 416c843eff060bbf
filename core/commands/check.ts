import { compareModel } from './compare-model'
import { planOperations } from './dry-run'
import { operationRecord, type OperationRecord } from './operation-record'
import type { Project } from './open-project'
import { rowsAtStake } from './rows-at-stake'

export interface DifferenceReport {
  readonly isUpToDate: boolean
  readonly operations: readonly OperationRecord[]
  readonly renameCandidates: readonly never[]
  readonly sql: readonly string[]
}

/** What the model and the database differ in. */
export const check = (project: Project): Promise<DifferenceReport> => project.keepingOpen(() => reportOf(project))

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
