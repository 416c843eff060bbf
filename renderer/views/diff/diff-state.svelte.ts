import type { Change, Comparison } from '../../../core/contract/diff'
import type { Failure } from '../../../core/contract/failure'
import type { RevisionRecord } from '../../../core/contract/history'
import { asFailure } from '../../client/failure'
import type { EngineClient } from '../../client/engine-client'
import type { ProjectInput } from '../../app/app-state.svelte'

/** What this view asks of the engine. */
export interface DiffClient {
  readonly diff: Pick<EngineClient['diff'], 'compare' | 'preview' | 'createRevision'>
}

export interface ChangeGroup {
  readonly table: string
  /** How many rows the table has; null when it does not exist yet. */
  readonly rows: number | null
  readonly changes: readonly Change[]
}

export type DiffPreview = Awaited<ReturnType<DiffClient['diff']['preview']>>
export type PreviewTab = 'revision' | 'sql'

/** The ticks settle for so long before the revision they make is asked for. */
const SETTLE_MS = 150

/** The model against the database: what differs, what of it is chosen, and the revision that this makes. */
export class DiffState {
  comparison = $state.raw<Comparison | null>(null)
  failure = $state.raw<Failure | null>(null)
  isLoading = $state(false)
  preview = $state.raw<DiffPreview | null>(null)
  previewFailure = $state.raw<Failure | null>(null)
  isPreviewing = $state(false)
  tab = $state<PreviewTab>('revision')
  message = $state('')
  isCreating = $state(false)
  createFailure = $state.raw<Failure | null>(null)
  created = $state.raw<RevisionRecord | null>(null)
  /** What was ticked or unticked by hand; it outlives a new comparison. */
  #choices = $state.raw<Readonly<Record<string, boolean>>>({})
  #settling: ReturnType<typeof setTimeout> | undefined
  #previewNumber = 0

  readonly groups = $derived(this.comparison ? groupByTable(this.comparison) : [])
  readonly ticked = $derived(
    (this.comparison?.changes ?? []).filter(change => this.isTicked(change)).map(({ id }) => id),
  )
  /** Revisions that have not run: what they change is among the differences and would be written a second time. */
  readonly pending = $derived.by(() => this.#countPending())
  readonly canCreate = $derived(
    this.ticked.length > 0 && this.message.trim() !== '' && this.pending === 0 && !this.isCreating,
  )

  readonly #client: DiffClient
  readonly #input: ProjectInput
  readonly #countPending: () => number

  constructor(client: DiffClient, input: ProjectInput, countPending: () => number = () => 0) {
    this.#client = client
    this.#input = input
    this.#countPending = countPending
  }

  /** What loses data is ticked by hand only. */
  isTicked(change: Change): boolean {
    return this.#choices[change.id] ?? !change.isDestructive
  }

  load = async (): Promise<void> => {
    this.isLoading = true
    try {
      this.comparison = await this.#client.diff.compare(this.#input)
      this.failure = null
    } catch (error) {
      this.comparison = null
      this.failure = asFailure(error)
    } finally {
      this.isLoading = false
    }
    await this.#loadPreview()
  }

  tick = (ids: readonly string[], isTicked: boolean): void => {
    this.#choices = { ...this.#choices, ...Object.fromEntries(ids.map(id => [id, isTicked])) }
    clearTimeout(this.#settling)
    this.#settling = setTimeout(() => void this.#loadPreview(), SETTLE_MS)
  }

  create = async (): Promise<void> => {
    if (!this.canCreate) return
    this.isCreating = true
    this.createFailure = null
    try {
      const chosen = { ...this.#input, changes: this.ticked, message: this.message.trim() }
      this.created = await this.#client.diff.createRevision(chosen)
      this.message = ''
      this.#choices = {}
    } catch (error) {
      this.createFailure = asFailure(error)
      if (this.createFailure.code === 'FILE_CHANGED') await this.load()
    } finally {
      this.isCreating = false
    }
  }

  /** Leaves the offer that follows a new revision. */
  carryOn = async (): Promise<void> => {
    this.created = null
    await this.load()
  }

  dispose = (): void => {
    clearTimeout(this.#settling)
    this.#previewNumber++
  }

  async #loadPreview(): Promise<void> {
    const number = ++this.#previewNumber
    this.previewFailure = null
    if (this.ticked.length === 0) {
      this.preview = null
      this.isPreviewing = false
      return
    }
    this.isPreviewing = true
    try {
      const preview = await this.#client.diff.preview({ ...this.#input, changes: this.ticked })
      if (number === this.#previewNumber) this.preview = preview
    } catch (error) {
      if (number === this.#previewNumber) this.previewFailure = asFailure(error)
    } finally {
      if (number === this.#previewNumber) this.isPreviewing = false
    }
  }
}

function groupByTable({ changes, tableRows }: Comparison): ChangeGroup[] {
  const tables = Map.groupBy(changes, change => change.table)
  return [...tables].map(([table, ofTable]) => ({ table, rows: tableRows[table] ?? null, changes: ofTable }))
}
