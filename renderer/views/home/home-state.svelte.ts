import type { ProjectInfo, RecentProject } from '../../../core/contract/project'
import { Task } from '../../app/task.svelte'
import type { EngineClient } from '../../client/engine-client'

/** What the home screen asks of the engine. */
export type HomeClient = Pick<EngineClient['project'], 'recent' | 'forget' | 'open' | 'openSample'>

/** The projects there are, and the ways to one. */
export class HomeState {
  /** null until they are read. */
  recent = $state.raw<readonly RecentProject[] | null>(null)
  /** What is being opened: a folder, or the sample. */
  opening = $state<string | 'sample' | null>(null)
  readonly reading = new Task()
  readonly entering = new Task()

  readonly #client: HomeClient
  readonly #onOpened: (project: ProjectInfo) => void

  constructor(client: HomeClient, onOpened: (project: ProjectInfo) => void) {
    this.#client = client
    this.#onOpened = onOpened
  }

  load = async (): Promise<void> => {
    const recent = await this.reading.run(() => this.#client.recent())
    if (recent) this.recent = recent
  }

  open = (folder: string): Promise<void> => this.#enter(folder, () => this.#client.open({ folder }))

  openSample = (): Promise<void> => this.#enter('sample', () => this.#client.openSample())

  /** Takes a project off the list. Its files stay. */
  forget = async (folder: string): Promise<void> => {
    const recent = await this.reading.run(() => this.#client.forget({ folder }))
    if (recent) this.recent = recent
  }

  async #enter(what: string, open: () => Promise<ProjectInfo>): Promise<void> {
    if (this.opening !== null) return
    this.opening = what
    const project = await this.entering.run(open)
    this.opening = null
    if (project) this.#onOpened(project)
  }
}
