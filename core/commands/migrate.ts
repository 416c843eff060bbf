import { randomUUID } from 'node:crypto'
import type { BackupRecord } from '../backup/catalogue'
import type { WriteConnection } from '../dialects/connection'
import { asRetortError } from '../errors'
import { MigrationRunner, type MigrationEvent, type MigrationStep, type StepReport } from '../runtime/run-migrations'
import { RunJournal, type JournalFailure, type JournalStep } from '../runtime/run-journal'
import type { ScriptDirectory } from '../script/script-directory'
import { backup } from './backup'
import { dryRun } from './dry-run'
import type { Project } from './open-project'
import { planSteps, rowsAfter, type MigrationTarget } from './plan-migration'
import { readRevisions, versionTableOf } from './read-revisions'

export interface MigrateOptions extends MigrationTarget {
  /** Back up first, where the configuration does not say never and there is something to do. */
  readonly backup: boolean
  /** Only say what would be run on this database. */
  readonly dryRun?: boolean
  readonly signal?: AbortSignal
  readonly onEvent?: (event: MigrationEvent) => void
  readonly onBackupProgress?: (done: number, total: number) => void
  readonly onBackedUp?: (record: BackupRecord) => void
}

export interface MigrateResult {
  readonly from: readonly string[]
  readonly to: readonly string[]
  readonly steps: readonly StepReport[]
  /** The path of the backup taken before. */
  readonly backup: string | null
}

/** How long a run waits for another one, in milliseconds. */
export const LOCK_TIMEOUT_MS = 60_000

/** Upgrades or downgrades a database. Every revision is done wholly or not at all; the run is remembered either way. */
export const migrate = (project: Project, options: MigrateOptions): Promise<MigrateResult> =>
  project.keepingOpen(() => run(project, options))

async function run(project: Project, options: MigrateOptions): Promise<MigrateResult> {
  const script = await project.script()
  const from = await readRevisions(project)
  const steps = planSteps(script.graph, from, options)
  const nothing = { from, to: from, steps: [], backup: null }
  if (steps.length === 0) return nothing
  if (options.dryRun)
    return { ...nothing, to: rowsAfter(from, steps), steps: await dryRun(project, { script, steps, from }) }
  return remembered(project, { script, options }, async remember => {
    remember({ from })
    // A file that cannot be read is found before anything is touched, a backup included.
    for (const { revision } of steps) await script.load(revision)
    const taken = await backupFirst(project, options, steps, from)
    remember({ backup: taken })
    return runSteps(project, { script, steps, options, remember })
  })
}

/** What is known of a run so far, for the journal. */
interface Memory {
  from: readonly string[]
  to: readonly string[]
  backup: string | null
  steps: readonly StepReport[]
  /** When each step was done, in their order. */
  times: readonly string[]
}

type Remember = (known: Partial<Memory>) => void

async function remembered(
  project: Project,
  { script, options }: Pick<StepsRun, 'script' | 'options'>,
  run: (remember: Remember) => Promise<void>,
): Promise<MigrateResult> {
  const memory: Memory = { from: [], to: [], backup: null, steps: [], times: [] }
  const startedAt = new Date()
  let failure: JournalFailure | null = null
  try {
    await run(known => Object.assign(memory, known))
    const { from, to, backup: taken, steps } = memory
    return { from, to, backup: taken, steps }
  } catch (error) {
    const { code, message, details } = asRetortError(error)
    const { cause: _cause, path: _path, ...where } = details
    failure = { code, message, ...where }
    throw error
  } finally {
    const to = failure === null ? memory.to : await readRevisions(project).catch(() => memory.from)
    const { url, folder } = project.settings
    await new RunJournal(folder).add({
      id: randomUUID(),
      startedAt: startedAt.toISOString(),
      durationMs: Date.now() - startedAt.getTime(),
      database: url.shown,
      direction: options.direction,
      from: memory.from,
      to,
      outcome: failure === null ? 'done' : failure.code === 'CANCELLED' ? 'cancelled' : 'failed',
      failure,
      backup: memory.backup,
      steps: await stepsKept(script, memory, to),
    })
  }
}

/** The steps that the database kept, each with the checksum of its code: a failed run may have kept none of them. */
async function stepsKept(
  script: ScriptDirectory,
  { steps, times }: Memory,
  to: readonly string[],
): Promise<readonly JournalStep[]> {
  const applied = script.graph.applied(to)
  const kept = steps
    .map((step, index) => ({ ...step, at: times[index] ?? '' }))
    .filter(({ revision, direction }) => applied.has(revision) === (direction === 'upgrade'))
  return Promise.all(kept.map(async step => ({ ...step, checksum: await script.checksum(step.revision) })))
}

async function backupFirst(...[project, options, steps, from]: BackupArguments): Promise<string | null> {
  const { settings } = project
  // A database in memory, and one that is not there yet, have nothing to lose.
  const isEmpty =
    from.length === 0 && (await project.reading(connection => project.dialect.inspect(connection))).tables.length === 0
  if (!options.backup || settings.backup.before === 'never' || settings.url.database === ':memory:' || isEmpty)
    return null
  const [first] = steps
  const record = await backup(project, {
    reason: `before ${options.direction} ${first?.revision ?? ''}`.trim(),
    ...(options.signal && { signal: options.signal }),
    ...(options.onBackupProgress && { onProgress: options.onBackupProgress }),
  })
  options.onBackedUp?.(record)
  return record.path
}

type BackupArguments = [
  project: Project,
  options: MigrateOptions,
  steps: readonly MigrationStep[],
  from: readonly string[],
]

interface StepsRun {
  readonly script: ScriptDirectory
  readonly steps: readonly MigrationStep[]
  readonly options: MigrateOptions
  readonly remember: Remember
}

async function runSteps(project: Project, { script, steps, options, remember }: StepsRun): Promise<void> {
  const { settings, dialect } = project
  const versionTable = versionTableOf(project)
  const done: StepReport[] = []
  const times: string[] = []
  const runner = new MigrationRunner({
    steps,
    versionTable,
    offline: null,
    load: async ({ revision, direction }) => (await script.load(revision))[direction],
    isApplied: (revision, rows) => script.graph.applied(rows).has(revision),
    ...(settings.onVersionApply && { onVersionApply: settings.onVersionApply }),
    onEvent: event => {
      if (event.kind === 'stepDone') {
        done.push(event.report)
        times.push(new Date().toISOString())
        remember({ steps: done, times })
      }
      options.onEvent?.(event)
    },
  })
  const signal = options.signal ?? new AbortController().signal
  await project.writing(
    async (connection: WriteConnection) => {
      const session = await dialect.openSession(connection, {
        onEvent: runner.hear,
        signal,
        transactionPerMigration: settings.transactionPerMigration,
        lockTimeoutMs: LOCK_TIMEOUT_MS,
        versionTable: settings.versionTable,
      })
      await runner.runOn(session)
      remember({ to: await versionTable.read(connection) })
    },
    { signal },
  )
}
