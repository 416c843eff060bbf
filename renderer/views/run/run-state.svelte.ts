import type { Failure } from '../../../core/contract/failure'
import type { RunEvent, RunPlan, RunRecord, RunResult } from '../../../core/contract/runs'
import { asFailure } from '../../client/failure'
import type { EngineClient } from '../../client/engine-client'
import type { ProjectInput, RunRequest } from '../../app/app-state.svelte'
import { t } from '../../i18n/language.svelte'
import { advance, NO_PROGRESS, type RunProgress } from './run-progress'

type RunInput = Parameters<EngineClient['runs']['start']>[0]

/** What a run asks of the engine. */
export interface RunClient {
  readonly runs: Pick<EngineClient['runs'], 'plan' | 'list'> & {
    readonly start: (input: RunInput, options: { readonly signal: AbortSignal }) => Promise<AsyncIterable<RunEvent>>
  }
  readonly history: Pick<EngineClient['history'], 'list'>
}

/** What a run that did not come to its end has left. */
export interface RunEnd {
  readonly failure: Failure
  /** In words: what was taken back. */
  readonly rolledBack: string | null
  /** Where the database stands; null when that could not be asked. */
  readonly current: readonly string[] | null
}

export type RunPhase = 'planning' | 'unplanned' | 'planned' | 'running' | 'cancelling' | 'done' | 'failed' | 'cancelled'

/** A run that was told to stop is over after its statement; so long is its record waited for. */
const RECORD_TRIES = 40
const RECORD_WAIT_MS = 250
const CLOCK_SLACK_MS = 1000

/** Calls back before the next picture is drawn; a hidden page draws none, so there a timer does it. */
export type Schedule = (flush: () => void) => void

const everyFrame: Schedule = flush => {
  if (document.hidden) setTimeout(flush, 100)
  else requestAnimationFrame(flush)
}

/** One run from its plan to its result. */
export class RunState {
  phase = $state<RunPhase>('planning')
  plan = $state.raw<RunPlan | null>(null)
  planFailure = $state.raw<Failure | null>(null)
  backup = $state(true)
  progress = $state.raw<RunProgress>(NO_PROGRESS)
  result = $state.raw<RunResult | null>(null)
  end = $state.raw<RunEnd | null>(null)
  startedAt = $state(0)

  readonly isUnderway = $derived(this.phase === 'running' || this.phase === 'cancelling')
  readonly undoRequest = $derived.by(() => (this.result ? undoOf(this.request, this.result) : null))

  readonly request: RunRequest
  readonly #client: RunClient
  readonly #input: ProjectInput
  readonly #schedule: Schedule
  readonly #abort = new AbortController()
  #waiting: RunEvent[] = []

  constructor(
    client: RunClient,
    input: ProjectInput,
    { request, schedule }: { request: RunRequest; schedule?: Schedule },
  ) {
    this.#client = client
    this.#input = input
    this.request = request
    this.#schedule = schedule ?? everyFrame
  }

  loadPlan = async (): Promise<void> => {
    this.phase = 'planning'
    try {
      this.plan = await this.#client.runs.plan({ ...this.#input, ...this.request })
      this.backup = this.plan.backupByDefault
      this.phase = 'planned'
    } catch (error) {
      this.planFailure = asFailure(error)
      this.phase = 'unplanned'
    }
  }

  start = async (): Promise<void> => {
    if (this.phase !== 'planned') return
    this.phase = 'running'
    this.startedAt = Date.now()
    try {
      const run = { ...this.#input, ...this.request, backup: this.backup }
      const events = await this.#client.runs.start(run, { signal: this.#abort.signal })
      for await (const event of events) this.#receive(event)
      if (this.isUnderway) await this.#endWithout(null)
    } catch (error) {
      if (this.isUnderway) await this.#endWithout(asFailure(error))
    }
  }

  /** Asks the engine to stop. What state that leaves is told when it is known. */
  cancel = (): void => {
    if (this.phase !== 'running') return
    this.phase = 'cancelling'
    this.#abort.abort()
  }

  #receive(event: RunEvent): void {
    if (event.kind === 'done') {
      this.#flush()
      this.result = event.result
      this.phase = 'done'
    } else if (event.kind === 'failed') {
      this.#flush()
      this.end = { failure: event.failure, rolledBack: event.rolledBack, current: null }
      this.phase = event.failure.code === 'CANCELLED' ? 'cancelled' : 'failed'
    } else {
      if (this.#waiting.length === 0) this.#schedule(() => this.#flush())
      this.#waiting.push(event)
    }
  }

  #flush(): void {
    if (this.#waiting.length === 0) return
    this.progress = advance(this.progress, this.#waiting)
    this.#waiting = []
  }

  /** The stream ended without a last word (cancelled, or the engine is gone): what the run left is asked for. */
  async #endWithout(failure: Failure | null): Promise<void> {
    this.#flush()
    const isCancelled = this.phase === 'cancelling' || !failure
    const record = await this.#findRecord(failure)
    if (record?.outcome === 'done') {
      this.result = record
      this.phase = 'done'
      return
    }
    this.end = {
      failure: record?.failure ?? (isCancelled ? { code: 'CANCELLED', message: t('run.cancelled') } : failure),
      rolledBack: null,
      current: await this.#askWhereItStands(),
    }
    this.phase = isCancelled ? 'cancelled' : 'failed'
  }

  /** The engine's own record of this run. It is written once the run has really ended, and never by an engine that is gone. */
  async #findRecord(failure: Failure | null): Promise<RunRecord | null> {
    let isGone = failure?.code === 'ENGINE_GONE'
    for (let tries = 0; tries < RECORD_TRIES; tries++) {
      try {
        const [newest] = await this.#client.runs.list(this.#input)
        if (newest && this.#isOurs(newest)) return newest
        if (isGone) return null
      } catch (error) {
        isGone ||= asFailure(error).code === 'ENGINE_GONE'
      }
      await new Promise(resolve => setTimeout(resolve, RECORD_WAIT_MS))
    }
    return null
  }

  /** A run of the same start in time and in history: another one may have ended just before. */
  #isOurs({ startedAt, direction, from }: RunRecord): boolean {
    const isLater = Date.parse(startedAt) >= this.startedAt - CLOCK_SLACK_MS
    const planned = this.plan?.from ?? from
    return isLater && direction === this.request.direction && from.join() === planned.join()
  }

  async #askWhereItStands(): Promise<readonly string[] | null> {
    try {
      const { current, problem } = await this.#client.history.list(this.#input)
      return problem ? null : current
    } catch {
      return null
    }
  }
}

/** The run that takes this one back, where one target says it all. */
function undoOf(request: RunRequest, { from, steps }: RunResult): RunRequest | null {
  if (steps.length === 0) return null
  const [only, ...others] = from
  if (request.direction === 'downgrade')
    return { direction: 'upgrade', target: others.length > 0 ? 'heads' : (only ?? 'heads') }
  return others.length > 0 ? null : { direction: 'downgrade', target: only ?? 'base' }
}
