import { asRetortError } from '../errors'
import type { MigrationStep } from '../runtime/run-migrations'
import type { Schema } from '../schema/schema'
import type { RevisionGraph } from '../script/revision-graph/revision-graph'
import { planUpgrade } from '../script/revision-graph/plan-upgrade'
import { operationsBetween } from './compare-model'
import { operationRecord, type OperationRecord } from './operation-record'
import type { Project } from './open-project'
import { ScratchRun, stepBack } from './scratch-run'

/** What was being done when a revision did not do as it must. */
export type TestStage = 'upgrade' | 'downgrade' | 'upgrade again'

export interface TestFailure {
  readonly revision: string
  readonly stage: TestStage
  /** What happened, in a sentence. */
  readonly message: string
  /** What would make the schema what it should be. */
  readonly operations: readonly OperationRecord[]
}

export interface TestResult {
  readonly passed: boolean
  /** How many revisions were run. */
  readonly revisions: number
  readonly failures: readonly TestFailure[]
}

export interface TestOptions {
  readonly signal?: AbortSignal
  readonly onRevision?: (revision: string, failures: readonly TestFailure[]) => void
}

/**
 * Runs every revision up, down and up again on a scratch database: the downgrade must bring the schema back to what it
 * was before, the second upgrade to what the first made. The project's own database is not touched.
 */
export const testRevisions = (project: Project, options: TestOptions = {}): Promise<TestResult> =>
  project.keepingOpen(() =>
    ScratchRun.during(project, async run => {
      const { graph } = await project.script()
      const failures: TestFailure[] = []
      const order = graph.order().toReversed()
      let tested = 0
      let before = await run.schema()
      for (const revision of order) {
        const trial = new Trial(project, run, { graph, revision, before, ...options })
        const after = await trial.run()
        failures.push(...trial.failures)
        tested += 1
        options.onRevision?.(revision, trial.failures)
        if (after === null) break
        before = after
      }
      return { passed: failures.length === 0, revisions: tested, failures }
    }),
  )

interface TrialOptions extends TestOptions {
  readonly graph: RevisionGraph
  readonly revision: string
  readonly before: Schema
}

/** One revision, tried out. */
class Trial {
  readonly failures: TestFailure[] = []

  constructor(
    private readonly project: Project,
    private readonly scratch: ScratchRun,
    private readonly options: TrialOptions,
  ) {}

  /** The schema it makes; null where the next one cannot be tried after it. */
  async run(): Promise<Schema | null> {
    const { graph, revision, before } = this.options
    if (!(await this.#does('upgrade', planUpgrade(graph, this.scratch.rows, revision)))) return null
    const after = await this.scratch.schema()
    if (!(await this.#does('downgrade', [stepBack(graph, this.scratch.rows, revision)]))) return after
    await this.#expect('downgrade', before, 'The schema is not what it was before the upgrade.')
    if (!(await this.#does('upgrade again', planUpgrade(graph, this.scratch.rows, revision)))) return null
    await this.#expect('upgrade again', after, 'The schema is not what the first upgrade made.')
    return this.scratch.schema()
  }

  async #does(stage: TestStage, steps: readonly MigrationStep[]): Promise<boolean> {
    try {
      await this.scratch.run(steps, this.options)
      return true
    } catch (error) {
      if (this.options.signal?.aborted) throw error
      const { code, message } = asRetortError(error)
      this.#fail(stage, `${code}: ${message}`)
      return false
    }
  }

  async #expect(stage: TestStage, wanted: Schema, message: string): Promise<void> {
    const operations = await operationsBetween(this.project, wanted, await this.scratch.schema())
    if (operations.length === 0) return
    this.#fail(
      stage,
      message,
      operations.map(operation => operationRecord(operation)),
    )
  }

  #fail(stage: TestStage, message: string, operations: readonly OperationRecord[] = []): void {
    this.failures.push({ revision: this.options.revision, stage, message, operations })
  }
}
