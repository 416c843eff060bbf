import type { RunRecord } from '../../../core/contract/runs'
import type { ProjectInput } from '../../app/app-state.svelte'
import { Task } from '../../app/task.svelte'
import type { EngineClient } from '../../client/engine-client'

export type RunsClient = Pick<EngineClient['runs'], 'list'>

/** Every run that was kept, and the one being looked at. */
export class RunsState {
  /** null until they are read; newest first. */
  runs = $state.raw<readonly RunRecord[] | null>(null)
  chosenId = $state<string | null>(null)
  readonly reading = new Task()

  /** The chosen one; the newest until another is. */
  readonly chosen: RunRecord | null = $derived.by(() => {
    const runs = this.runs ?? []
    return runs.find(({ id }) => id === this.chosenId) ?? runs[0] ?? null
  })

  readonly #client: RunsClient
  readonly #input: ProjectInput

  constructor(client: RunsClient, input: ProjectInput, chosenId: string | null) {
    this.#client = client
    this.#input = input
    this.chosenId = chosenId
  }

  load = async (): Promise<void> => {
    const runs = await this.reading.run(() => this.#client.list(this.#input))
    if (runs) this.runs = runs
  }

  /** Moves the choice up or down the list. */
  step(rows: number): RunRecord | null {
    const runs = this.runs ?? []
    const index = runs.findIndex(run => run === this.chosen)
    const next = runs[Math.max(0, Math.min(runs.length - 1, index + rows))] ?? null
    if (next) this.chosenId = next.id
    return next
  }
}
