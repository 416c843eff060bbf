import type { FolderEntry, FolderListing } from '../../core/contract/project'
import type { PathRequest } from '../app/path-picker.svelte'
import { Task } from '../app/task.svelte'
import type { EngineClient } from '../client/engine-client'

export type BrowseClient = Pick<EngineClient['project'], 'browse'>

/** Walks the engine's folders until something is chosen. */
export class FolderBrowser {
  listing = $state.raw<FolderListing | null>(null)
  typed = $state('')
  readonly reading = new Task()

  readonly entries: readonly FolderEntry[] = $derived.by(() => {
    const entries = this.listing?.entries ?? []
    return this.#what === 'file' ? entries : entries.filter(({ kind }) => kind === 'folder' || kind === 'project')
  })

  readonly #client: BrowseClient
  readonly #what: PathRequest['what']

  constructor(client: BrowseClient, what: PathRequest['what']) {
    this.#client = client
    this.#what = what
  }

  async go(folder: string | null): Promise<void> {
    const input = folder === null ? {} : { folder }
    const listing = await this.reading.run(() => this.#client.browse(input))
    if (!listing) return
    this.listing = listing
    this.typed = listing.folder
  }

  /** What a click on an entry chooses; null when it leads further in. */
  async open(entry: FolderEntry): Promise<string | null> {
    if (entry.kind === 'database' || entry.kind === 'file') return entry.path
    if (entry.kind === 'project' && this.#what === 'project') return entry.path
    await this.go(entry.path)
    return null
  }
}
