import { inBatches } from '../autogenerate/batch'
import type { ReadConnection } from '../dialects/connection'
import type { Operation } from '../operations/operation'
import { MigrationRunner, type MigrationStep, type StepReport } from '../runtime/run-migrations'
import type { RevisionFunction } from '../runtime/migration-context'
import type { ScriptDirectory } from '../script/script-directory'
import type { Project } from './open-project'
import { versionTableOf } from './read-revisions'

export interface DryRunRequest {
  readonly script: ScriptDirectory
  readonly steps: readonly MigrationStep[]
  /** The rows of the version table before. */
  readonly from: readonly string[]
}

/** What the steps would send to this database, without sending it: each step's SQL. */
export function dryRun(project: Project, { script, steps, from }: DryRunRequest): Promise<readonly StepReport[]> {
  return project.reading(async connection => {
    const { reports } = await scripted(project, {
      steps,
      startFrom: connection,
      startsFromBase: from.length === 0,
      load: async ({ revision, direction }) => (await script.load(revision))[direction],
    })
    return reports
  })
}

/** The SQL of operations on this database as it is. */
export const planOperations = (project: Project, operations: readonly Operation[]): Promise<readonly string[]> =>
  project.reading(connection => planOperationsOn(project, operations, connection))

/** The SQL of operations on another database than the project's. */
export async function planOperationsOn(
  project: Project,
  operations: readonly Operation[],
  startFrom: ReadConnection,
): Promise<readonly string[]> {
  const asWritten = project.rendersAsBatch ? inBatches(operations) : operations
  const step: MigrationStep = { revision: 'preview', message: '', direction: 'upgrade', changes: [] }
  const { reports } = await scripted(project, {
    steps: [step],
    startFrom,
    startsFromBase: false,
    load: () =>
      Promise.resolve(async op => {
        for (const operation of asWritten) await op.invoke(operation)
      }),
  })
  return reports[0]?.sql ?? []
}

export interface ScriptRequest {
  readonly steps: readonly MigrationStep[]
  /** The database whose schema is the state before; null is an empty one. */
  readonly startFrom: ReadConnection | null
  readonly startsFromBase: boolean
  load(step: MigrationStep): Promise<RevisionFunction>
  readonly signal?: AbortSignal
  /** Steps that only bring the script's beginning about: run, but not written. */
  readonly silentSteps?: number
}

/** Runs steps on an offline session: the whole script, and each step's part of it. */
export async function scripted(
  project: Project,
  request: ScriptRequest,
): Promise<{ readonly script: readonly string[]; readonly reports: readonly StepReport[] }> {
  const { settings, dialect } = project
  const script: string[] = []
  let step: string[] = []
  const reports: StepReport[] = []
  const runner = new MigrationRunner({
    steps: request.steps,
    versionTable: versionTableOf(project),
    offline: { startsFromBase: request.startsFromBase },
    load: request.load,
    isApplied: () => false,
    onEvent: event => {
      if (event.kind === 'step') step = []
      else if (event.kind === 'stepDone') {
        reports.push({ ...event.report, sql: step, statements: step.length })
      }
    },
  })
  const session = await dialect.openOfflineSession({
    onEvent: runner.hear,
    signal: request.signal ?? new AbortController().signal,
    transactionPerMigration: settings.transactionPerMigration,
    lockTimeoutMs: 0,
    versionTable: settings.versionTable,
    startFrom: request.startFrom,
    silentRevisions: request.silentSteps ?? 0,
    write: piece => {
      const sql = piece.trim()
      script.push(sql)
      if (!sql.startsWith('--')) step.push(sql)
    },
  })
  await runner.runOn(session)
  return { script, reports }
}
