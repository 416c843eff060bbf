import type { Failure } from '../../../core/contract/failure'
import type { HistoryRow, RevisionDetails } from '../../../core/contract/history'
import { asFailure } from '../../client/failure'
import type { EngineClient } from '../../client/engine-client'
import type { ProjectInput } from '../../app/app-state.svelte'
import { type LaneCell, layoutLanes } from './lanes'

/** What this view asks of the engine. */
export interface HistoryClient {
  readonly history: Pick<EngineClient['history'], 'list' | 'show'>
  readonly revisions: Pick<EngineClient['revisions'], 'create'>
}

export type DetailsTab = 'words' | 'sql' | 'source' | 'downgrade'

/** One line of the list, with the lanes it draws. */
export interface HistoryLine {
  readonly row: HistoryRow
  readonly isPending: boolean
  readonly dropsData: boolean
  readonly cell: LaneCell
}

/** So many pending revisions are looked into for drops; a longer way up is a case for the plan of the run. */
const LOOKED_INTO = 20

/** The list of revisions, the selected one and its details. The components beside it only draw it. */
export class HistoryState {
  revisions = $state.raw<readonly HistoryRow[]>([])
  current = $state.raw<readonly string[]>([])
  /** Why the database's state is not known. */
  problem = $state.raw<Failure | null>(null)
  /** Why there is no list. */
  failure = $state.raw<Failure | null>(null)
  isLoading = $state(false)
  isLoaded = $state(false)
  query = $state('')
  selectedId = $state<string | null>(null)
  tab = $state<DetailsTab>('words')
  details = $state.raw<RevisionDetails | null>(null)
  detailsFailure = $state.raw<Failure | null>(null)
  #destructive = $state.raw<readonly string[]>([])

  readonly #layout = $derived(
    layoutLanes(
      this.revisions.map(row => ({
        id: row.revision,
        parents: row.downRevision,
        dependsOn: this.#resolved(row.dependsOn),
        isPending: this.#isPending(row),
      })),
    ),
  )
  readonly laneCount = $derived(this.#layout.width)
  readonly #lines = $derived(this.revisions.map((row, index) => this.#line(row, index)))
  readonly isFiltered = $derived(this.query.trim() !== '')
  readonly lines = $derived(this.isFiltered ? this.#lines.filter(line => matches(line.row, this.query)) : this.#lines)
  readonly selected = $derived(this.revisions.find(row => row.revision === this.selectedId) ?? null)
  readonly selectedIndex = $derived(this.lines.findIndex(line => line.row.revision === this.selectedId))
  readonly heads = $derived(this.revisions.filter(row => row.isHead))

  readonly #client: HistoryClient
  readonly #input: ProjectInput

  constructor(client: HistoryClient, input: ProjectInput) {
    this.#client = client
    this.#input = input
  }

  isDatabaseKnown(): boolean {
    return this.problem === null
  }

  load = async (): Promise<void> => {
    this.isLoading = true
    try {
      const list = await this.#client.history.list(this.#input)
      this.revisions = list.revisions
      this.current = list.current
      this.problem = list.problem
      this.failure = null
      this.isLoaded = true
      this.#keepSelection()
    } catch (error) {
      this.failure = asFailure(error)
    } finally {
      this.isLoading = false
    }
    await Promise.all([this.#loadDetails(), this.#findDrops()])
  }

  select = async (id: string): Promise<void> => {
    if (id === this.selectedId) return
    this.selectedId = id
    this.details = null
    await this.#loadDetails()
  }

  /** Moves the selection among the lines that are shown; the ends hold. */
  moveTo = async (index: number): Promise<void> => {
    const line = this.lines[Math.max(0, Math.min(index, this.lines.length - 1))]
    if (line) await this.select(line.row.revision)
  }

  /** Writes an empty revision and selects it. A failure is the caller's to show: it belongs beside the form. */
  create = async (message: string, head?: string): Promise<string> => {
    const created = await this.#client.revisions.create({ ...this.#input, message, ...(head && { head }) })
    this.query = ''
    this.selectedId = created.revision
    this.details = null
    await this.load()
    return created.revision
  }

  #keepSelection(): void {
    if (this.selected) return
    const shown = this.revisions.find(row => row.isCurrent) ?? this.revisions[0]
    this.selectedId = shown?.revision ?? null
    this.details = null
  }

  async #loadDetails(): Promise<void> {
    const revision = this.selectedId
    this.detailsFailure = null
    if (revision === null) return
    try {
      const details = await this.#client.history.show({ ...this.#input, revision })
      if (revision === this.selectedId) this.details = details
    } catch (error) {
      if (revision === this.selectedId) this.detailsFailure = asFailure(error)
    }
  }

  /** Looks into the pending revisions, so that the list itself warns of those that drop data. */
  async #findDrops(): Promise<void> {
    const pending = this.revisions.filter(row => this.#isPending(row)).slice(-LOOKED_INTO)
    const found: string[] = []
    for (const { revision } of pending) {
      const details = await this.#client.history.show({ ...this.#input, revision }).catch(() => null)
      if (details?.upgrade.operations.some(operation => operation.isDestructive)) found.push(revision)
    }
    this.#destructive = found
  }

  #line(row: HistoryRow, index: number): HistoryLine {
    const { cells } = this.#layout
    const cell = cells[index] ?? { lane: 0, links: [] }
    const dropsData = this.#destructive.includes(row.revision)
    return { row, cell, dropsData, isPending: this.#isPending(row) }
  }

  #isPending(row: HistoryRow): boolean {
    return this.problem === null && !row.isApplied
  }

  /** Dependencies may be written as labels or as beginnings of ids. */
  #resolved(names: readonly string[]): string[] {
    if (names.length === 0) return []
    return names.flatMap(name => {
      const row = this.revisions.find(
        ({ revision, branchLabels }) => revision.startsWith(name) || branchLabels.includes(name),
      )
      return row ? [row.revision] : []
    })
  }
}

function matches(row: HistoryRow, query: string): boolean {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const text = [row.revision, row.message, ...row.branchLabels].join(' ').toLowerCase()
  return words.every(word => text.includes(word))
}
