import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'

export interface RecentProject {
  readonly folder: string
  readonly name: string
  /** ISO 8601, UTC. */
  readonly openedAt: string
  readonly exists: boolean
}

const KEPT = 20

/** The projects opened lately, newest first, in a file of the user's own. */
export class RecentProjects {
  readonly #file: string

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

  async add(folder: string): Promise<void> {
    const others = (await this.#read()).filter(entry => entry.folder !== folder)
    await this.#write([{ folder, openedAt: new Date().toISOString() }, ...others].slice(0, KEPT))
  }

  async remove(folder: string): Promise<readonly RecentProject[]> {
    await this.#write((await this.#read()).filter(entry => entry.folder !== folder))
    return this.list()
  }

  async #read(): Promise<readonly Pick<RecentProject, 'folder' | 'openedAt'>[]> {
    try {
      return JSON.parse(await readFile(this.#file, 'utf8')) as Pick<RecentProject, 'folder' | 'openedAt'>[]
    } catch {
      return []
    }
  }

  async #write(entries: readonly Pick<RecentProject, 'folder' | 'openedAt'>[]): Promise<void> {
    await mkdir(path.dirname(this.#file), { recursive: true })
    await writeFile(`${this.#file}.new`, `${JSON.stringify(entries, null, 2)}\n`)
    await rename(`${this.#file}.new`, this.#file)
  }
}

const isThere = (folder: string): Promise<boolean> =>
  stat(folder).then(
    () => true,
    () => false,
  )
