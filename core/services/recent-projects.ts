import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'

export interface RecentProject {
  readonly folder: string
  readonly name: string
  /** ISO 8601, UTC. */
  readonly openedAt: string
  readonly exists: boolean
}

type Entry = Pick<RecentProject, 'folder' | 'openedAt'>

const KEPT = 20

/** The projects opened lately, newest first, in a file of the user's own. */
export class RecentProjects {
  readonly #file: string
  #changes: Promise<unknown> = Promise.resolve()

  constructor(userData: string) {
    this.#file = path.join(userData, 'recent.json')
  }

  async list(): Promise<readonly RecentProject[]> {
    const entries = await this.#read()
    return Promise.all(
      entries.map(async ({ folder, openedAt }) => ({
        folder,
        openedAt,
        name: path.basename(folder),
        exists: await isThere(folder),
      })),
    )
  }

  add(folder: string): Promise<void> {
    const entry = { folder, openedAt: new Date().toISOString() }
    return this.#change(entries => [entry, ...entries.filter(other => other.folder !== folder)].slice(0, KEPT))
  }

  async remove(folder: string): Promise<readonly RecentProject[]> {
    await this.#change(entries => entries.filter(entry => entry.folder !== folder))
    return this.list()
  }

  async #read(): Promise<readonly Entry[]> {
    try {
      return JSON.parse(await readFile(this.#file, 'utf8')) as Entry[]
    } catch {
      return []
    }
  }

  /** One change after the other: of two at once, each would forget what the other has added. */
  #change(change: (entries: readonly Entry[]) => readonly Entry[]): Promise<void> {
    const changed = this.#changes.then(async () => this.#write(change(await this.#read())))
    this.#changes = changed.catch(() => undefined)
    return changed
  }

  async #write(entries: readonly Entry[]): Promise<void> {
    // Another window of the program may be writing the same list.
    const draft = `${this.#file}.${process.pid}`
    await mkdir(path.dirname(this.#file), { recursive: true })
    await writeFile(draft, `${JSON.stringify(entries, null, 2)}\n`)
    await rename(draft, this.#file)
  }
}

const isThere = (folder: string): Promise<boolean> =>
  stat(folder).then(
    () => true,
    () => false,
  )
