import { basename } from 'node:path'
import type { ReadConnection, WriteConnection } from '../dialects/connection'
import { SessionSignal, type MigrationSession, type RevisionWork, type RunEvent } from '../dialects/session'
import { RetortError, type ErrorDetails } from '../errors'
import { placeOf } from '../script/module-loader'
import { MigrationContext, type RevisionFunction } from './migration-context'
import type { VersionChange, VersionTable } from './version-table'

export type Direction = 'upgrade' | 'downgrade'

/** One revision to be run, and what that does to the version table. */
export interface MigrationStep {
  readonly revision: string
  readonly message: string
  readonly direction: Direction
  readonly changes: readonly VersionChange[]
}

export interface StepReport {
  readonly revision: string
  readonly direction: Direction
  readonly message: string
  readonly durationMs: number
  /** How many statements were sent. */
  readonly statements: number
  readonly sql: readonly string[]
}

export type MigrationEvent =
  | RunEvent
  | { readonly kind: 'step'; readonly index: number; readonly of: number; readonly step: MigrationStep }
  | { readonly kind: 'stepDone'; readonly index: number; readonly report: StepReport }

export interface MigrationRun {
  readonly steps: readonly MigrationStep[]
  readonly versionTable: VersionTable
  /** The code of a step: `upgrade` or `downgrade` of its file. */
  load(step: MigrationStep): Promise<RevisionFunction>
  /** A script is written: there are no rows to read, and the version table is created where the script starts from nothing. */
  readonly offline: { readonly startsFromBase: boolean } | null
  /** Whether a database with these rows has this revision. */
  isApplied(revision: string, rows: readonly string[]): boolean
  /** Called after each step, before its commit. */
  onVersionApply?(step: MigrationStep): Promise<void> | void
  onEvent(event: MigrationEvent): void
}

/** Statements of one step that its report keeps. */
const SQL_KEPT = 500

/** Runs steps on a session, in order. The first failure puts the database back and ends the run. */
export class MigrationRunner {
  readonly #run: MigrationRun
  #sql: string[] = []
  #statements = 0
  /** Only a revision's own statements count, not those that record it. */
  #isCounting = false
  /** The rows as this run has left them; null until it has seen them. Then the table is there, too. */
  #rows: ReadonlySet<string> | null = null
  /** The rows that were found before the step that is being run. */
  #found: readonly string[] = []

  constructor(run: MigrationRun) {
    this.#run = run
  }

  /** Give this to the session as its `onEvent`: it counts what is sent, and passes all on. */
  readonly hear = (event: RunEvent): void => {
    if (event.kind === 'statement' && this.#isCounting) {
      this.#statements += 1
      if (this.#sql.length < SQL_KEPT) this.#sql.push(event.sql)
    }
    this.#run.onEvent(event)
  }

  /** Reports of the steps that were run; steps that another runner had done meanwhile are left out. */
  async runOn(session: MigrationSession): Promise<readonly StepReport[]> {
    const reports: StepReport[] = []
    try {
      for (const [index, step] of this.#run.steps.entries()) {
        const report = await this.#runStep(session, step, index)
        if (report) reports.push(report)
      }
      await session.finish()
      return reports
    } catch (error) {
      await session.abandon()
      throw error
    }
  }

  async #runStep(session: MigrationSession, step: MigrationStep, index: number): Promise<StepReport | null> {
    const { onEvent, steps } = this.#run
    onEvent({ kind: 'step', index, of: steps.length, step })
    const startedAt = performance.now()
    const wasRun = await session.revision(await this.#workOf(step, index))
    if (!wasRun) {
      this.#rows = null
      return null
    }
    this.#rows = rowsAfter(this.#found, step.changes)
    const report: StepReport = {
      revision: step.revision,
      direction: step.direction,
      message: step.message,
      durationMs: Math.round(performance.now() - startedAt),
      statements: this.#statements,
      sql: this.#sql,
    }
    onEvent({ kind: 'stepDone', index, report })
    return report
  }

  async #workOf(step: MigrationStep, index: number): Promise<RevisionWork> {
    const { versionTable, onVersionApply } = this.#run
    const body = await this.#run.load(step)
    return {
      revision: step.revision,
      isStillDue: connection => this.#isStillDue(step, connection),
      body: async performer => {
        this.#startCounting()
        const context = new MigrationContext(performer)
        try {
          await context.runBody(body)
        } catch (error) {
          throw located(error, step, context.hasCommitted)
        }
        this.#isCounting = false
      },
      record: async connection => {
        await this.#ensureVersionTable(connection, index)
        await versionTable.apply(connection, step.changes)
        try {
          await onVersionApply?.(step)
        } catch (error) {
          throw thrownBy('onVersionApply()', error, { revision: step.revision, hint: HOOK_HINT })
        }
      },
    }
  }

  /** A session may run a body again from its start: only the last time counts. */
  #startCounting(): void {
    this.#sql = []
    this.#statements = 0
    this.#isCounting = true
  }

  async #ensureVersionTable(connection: WriteConnection, index: number): Promise<void> {
    const { offline, versionTable } = this.#run
    if (!offline) {
      if (this.#rows === null) await versionTable.ensure(connection)
    } else if (offline.startsFromBase && index === 0) await versionTable.create(connection)
  }

  async #isStillDue(step: MigrationStep, connection: ReadConnection): Promise<boolean> {
    if (this.#run.offline) return true
    const { versionTable, isApplied: holds } = this.#run
    const known = this.#rows
    this.#found = await (known === null ? versionTable.read(connection) : versionTable.rows(connection))
    // As this run left them: nobody else has done the step meanwhile.
    if (known !== null && this.#found.length === known.size && this.#found.every(row => known.has(row))) return true
    const isApplied = holds(step.revision, this.#found)
    return step.direction === 'upgrade' ? !isApplied : isApplied
  }
}

function rowsAfter(rows: readonly string[], changes: readonly VersionChange[]): ReadonlySet<string> {
  const after = new Set(rows)
  for (const change of changes) {
    if (change.kind !== 'insert') after.delete(change.kind === 'update' ? change.from : change.revision)
    if (change.kind !== 'delete') after.add(change.kind === 'update' ? change.to : change.revision)
  }
  return after
}

/** An error of the revision's own code, with where it happened. A signal of the session passes as it is. */
function located(error: unknown, step: MigrationStep, hasCommitted: boolean): unknown {
  const { revision, direction } = step
  if (error instanceof SessionSignal || (error instanceof Error && error.name === 'AbortError')) return error
  if (!(error instanceof RetortError)) {
    return thrownBy(`${direction}()`, error, { revision, hint: hasCommitted ? stays(step) : hintFor(step) })
  }
  if (!hasCommitted) return error.with({ revision, hint: hintFor(step) })
  return new RetortError(error.code, error.message, { revision, ...error.details, hint: stays(step) })
}

/** An error of code of the project's own: whatever it threw, with the place in its file. */
function thrownBy(name: string, error: unknown, details: Pick<ErrorDetails, 'revision' | 'hint'>): RetortError {
  const place = placeOf(error)
  const where = place === null ? '' : ` at ${basename(place)}`
  const message = error instanceof Error ? error.message : String(error)
  return new RetortError('MIGRATION_FAILED', `${name} threw${where}: ${message}`, {
    ...details,
    ...(place !== null && { path: place }),
    cause: error,
  })
}

const hintFor = ({ direction }: MigrationStep): string =>
  `Nothing of this revision was kept. Correct its ${direction}() and run again.`

const stays = ({ direction }: MigrationStep): string =>
  `What its autocommit block committed, and what came before it, stays. Correct its ${direction}() to go on from there.`

const HOOK_HINT = 'Nothing of this revision was kept. Correct the hook in the configuration and run again.'
