import type { Failure } from '../../../core/contract/failure'
import type { HistoryRow } from '../../../core/contract/history'
import type { RevisionPreview, RevisionSource } from '../../../core/contract/revisions'
import { asFailure } from '../../client/failure'
import type { EngineClient } from '../../client/engine-client'
import type { ProjectInput } from '../../app/app-state.svelte'
import { splitRevision } from '../../editor/revision-bodies'

/** What this view asks of the engine. */
export interface EditorClient {
  readonly history: Pick<EngineClient['history'], 'list'>
  readonly revisions: Pick<EngineClient['revisions'], 'read' | 'write' | 'preview' | 'types'>
}

export type EditorTab = 'bodies' | 'file'
export type SqlTab = 'upgrade' | 'downgrade'

/** Where a text is wrong, as the engine or the type checker found it. Lines count from 1. */
export interface EditorProblem {
  readonly line: number
  readonly column: number
  readonly message: string
}

/** Typing settles for so long before the engine is asked what the text would do. */
const SETTLE_MS = 300

/** One revision file: what is on disk, what is typed, and what that would do. */
export class EditorState {
  revisions = $state.raw<readonly HistoryRow[]>([])
  isListed = $state(false)
  listFailure = $state.raw<Failure | null>(null)
  saved = $state.raw<RevisionSource | null>(null)
  source = $state('')
  failure = $state.raw<Failure | null>(null)
  saveFailure = $state.raw<Failure | null>(null)
  isSaving = $state(false)
  /** The file as somebody else has written it meanwhile, while there are changes here. */
  theirs = $state.raw<RevisionSource | null>(null)
  tab = $state<EditorTab>('bodies')
  sqlTab = $state<SqlTab>('upgrade')
  preview = $state.raw<RevisionPreview | null>(null)
  previewFailure = $state.raw<Failure | null>(null)
  isPreviewing = $state(false)
  declarations = $state.raw('')
  /** What the type checker of the editor finds. */
  typeProblems = $state.raw<readonly EditorProblem[]>([])
  #settling: ReturnType<typeof setTimeout> | undefined
  #previewNumber = 0

  readonly isDirty = $derived(this.saved !== null && this.source !== this.saved.source)
  readonly hasBodies = $derived(splitRevision(this.source) !== null)
  readonly shownTab = $derived(this.hasBodies ? this.tab : 'file')
  readonly problems = $derived(withoutRepeats([...(this.preview?.problems ?? []), ...this.typeProblems]))

  readonly #client: EditorClient
  readonly #input: ProjectInput

  constructor(client: EditorClient, input: ProjectInput) {
    this.#client = client
    this.#input = input
  }

  loadList = async (): Promise<void> => {
    try {
      this.revisions = (await this.#client.history.list(this.#input)).revisions
      this.listFailure = null
      this.isListed = true
    } catch (error) {
      this.listFailure = asFailure(error)
    }
  }

  open = async (revision: string): Promise<void> => {
    if (revision === this.saved?.revision.revision) return
    this.failure = null
    this.saveFailure = null
    try {
      const [file, { declarations }] = await Promise.all([this.#read(revision), this.#client.revisions.types()])
      this.declarations = declarations
      this.#take(file)
    } catch (error) {
      this.failure = asFailure(error)
    }
  }

  edit = (source: string): void => {
    if (source === this.source) return
    this.source = source
    clearTimeout(this.#settling)
    this.#settling = setTimeout(() => void this.#loadPreview(), SETTLE_MS)
  }

  save = async (): Promise<void> => {
    const { saved } = this
    if (!saved || this.isSaving) return
    this.isSaving = true
    this.saveFailure = null
    try {
      const sent = this.source
      this.saved = await this.#write(saved)
      this.theirs = null
      // Hooks after writing may have formatted the file; what was typed meanwhile stays.
      if (this.source === sent) this.source = this.saved.source
    } catch (error) {
      const failure = asFailure(error)
      if (failure.code === 'FILE_CHANGED') await this.followDisk()
      else this.saveFailure = failure
    } finally {
      this.isSaving = false
    }
  }

  /** The file may have been changed outside: without changes here it is taken over, else there is a question. */
  followDisk = async (): Promise<void> => {
    const { saved } = this
    if (!saved) return
    const file = await this.#read(saved.revision.revision).catch(() => null)
    if (!file || file.fingerprint === this.saved?.fingerprint) return
    if (!this.isDirty || file.source === this.source) this.#take(file)
    else this.theirs = file
  }

  /** Keeps what is typed; saving then overwrites what stands on disk. */
  keepMine = async (): Promise<void> => {
    if (!this.theirs) return
    this.saved = this.theirs
    this.theirs = null
    await this.save()
  }

  takeTheirs = (): void => {
    if (this.theirs) this.#take(this.theirs)
  }

  discard = (): void => {
    if (this.saved) this.#take(this.saved)
  }

  dispose = (): void => {
    clearTimeout(this.#settling)
    this.#previewNumber++
  }

  #take(file: RevisionSource): void {
    this.saved = file
    this.source = file.source
    this.theirs = null
    this.typeProblems = []
    void this.#loadPreview()
  }

  #read(revision: string): Promise<RevisionSource> {
    return this.#client.revisions.read({ ...this.#input, revision })
  }

  #write({ revision, fingerprint }: RevisionSource): Promise<RevisionSource> {
    const { source } = this
    return this.#client.revisions.write({ ...this.#input, revision: revision.revision, source, fingerprint })
  }

  async #loadPreview(): Promise<void> {
    clearTimeout(this.#settling)
    const number = ++this.#previewNumber
    const revision = this.saved?.revision.revision
    if (revision === undefined) return
    this.isPreviewing = true
    try {
      const preview = await this.#client.revisions.preview({ ...this.#input, revision, source: this.source })
      if (number !== this.#previewNumber) return
      this.preview = preview
      this.previewFailure = null
    } catch (error) {
      if (number === this.#previewNumber) this.previewFailure = asFailure(error)
    } finally {
      if (number === this.#previewNumber) this.isPreviewing = false
    }
  }
}

function withoutRepeats(problems: readonly EditorProblem[]): EditorProblem[] {
  const seen = new Map(problems.map(problem => [`${problem.line} ${problem.message}`, problem]))
  return [...seen.values()].sort((a, b) => a.line - b.line || a.column - b.column)
}
