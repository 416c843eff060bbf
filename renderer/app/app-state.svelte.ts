import type { DatabaseInfo, ProjectInfo, ProjectState } from '../../core/contract/project'
import type { EngineClient } from '../client/engine-client'
import { desktop } from '../client/desktop'
import { asFailure, type Failure } from '../client/failure'
import { Commands } from './commands.svelte'
import { PathPicker } from './path-picker.svelte'
import type { ProjectView, Route } from './route'
import { Router } from './router.svelte'

/** A run to be planned, shown and confirmed. `target` as on the command line: `head`, `-1`, an id, `base`. */
export interface RunRequest {
  readonly direction: 'upgrade' | 'downgrade'
  readonly target: string
}

/** How calls name the project and its database. */
export interface ProjectInput {
  readonly project: string
  readonly database?: string
}

/** What the whole page shares: the open project, what state its database is in, where the page is. */
export class AppState {
  readonly router = new Router()
  readonly commands = new Commands()
  readonly paths = new PathPicker()
  isConnected = $state(true)
  /** The project that a link from outside names; the person is asked about it. */
  linkedFolder = $state<string | null>(null)
  project = $state.raw<ProjectInfo | null>(null)
  isOpening = $state(false)
  openProblem = $state.raw<Failure | null>(null)
  /** The key of the chosen database; null for the main one. */
  databaseName = $state<string | null>(null)
  state = $state.raw<ProjectState | null>(null)
  stateProblem = $state.raw<Failure | null>(null)
  /** Grows with every change of the project's files or database: a view that reads it in an effect reloads itself. */
  generation = $state(0)
  /** The run whose dialog is open. */
  run = $state.raw<RunRequest | null>(null)
  #watch: AbortController | null = null
  /** The folder asked for last: an answer about another one comes too late. */
  #wanted = ''

  constructor(readonly client: EngineClient) {}

  readonly database: DatabaseInfo | null = $derived.by(() => {
    const databases = this.project?.databases ?? []
    return databases.find(({ name }) => name === this.databaseName) ?? databases[0] ?? null
  })

  readonly input: ProjectInput = $derived.by(() => {
    const project = this.project?.folder ?? ''
    return this.databaseName === null ? { project } : { project, database: this.databaseName }
  })

  /** Opens the project that the address names; nothing happens when it is open already. */
  async open(folder: string): Promise<void> {
    if (this.project?.folder === folder) return
    this.close()
    this.isOpening = true
    this.#wanted = folder
    try {
      const project = await this.client.project.open({ folder })
      if (this.#wanted === folder) this.enter(project)
    } catch (error) {
      if (this.#wanted === folder) this.openProblem = asFailure(error)
    } finally {
      if (this.#wanted === folder) this.isOpening = false
    }
  }

  /** Takes an opened or new project as the current one and shows its history. */
  start(project: ProjectInfo): void {
    this.enter(project)
    this.show('history')
  }

  /** Takes a project as the current one. */
  enter(project: ProjectInfo): void {
    this.close()
    this.#wanted = project.folder
    this.isOpening = false
    this.project = project
    this.databaseName = project.databases[0]?.name ?? null
    void desktop()?.projectOpened({ folder: project.folder })
    void this.follow()
  }

  close(): void {
    this.#watch?.abort()
    this.#watch = null
    this.project = null
    this.openProblem = null
    this.state = null
    this.stateProblem = null
    this.run = null
  }

  useDatabase(name: string | null): void {
    if (name === this.databaseName) return
    this.databaseName = name
    this.state = null
    void this.follow()
  }

  /** Goes to a view of the open project. */
  show(view: ProjectView, item: string | null = null): void {
    if (this.project) this.router.go({ name: 'project', folder: this.project.folder, view, item })
  }

  go(route: Route): void {
    this.router.go(route)
  }

  openRun(request: RunRequest): void {
    this.run = request
  }

  closeRun(): void {
    this.run = null
  }

  /** Tells every view that something has changed, without waiting for the watcher to notice. */
  async refresh(): Promise<void> {
    this.generation += 1
    await this.readState()
  }

  async readState(): Promise<void> {
    const input = this.input
    if (input.project === '') return
    try {
      const state = await this.client.project.state(input)
      if (this.#isAskedAbout(input)) this.#setState(state, null)
    } catch (error) {
      if (this.#isAskedAbout(input)) this.#setState(null, asFailure(error))
    }
  }

  /** Told by the client. A new engine knows nothing of the watch that the last one kept. */
  async connectionChanged(isConnected: boolean): Promise<void> {
    const isBack = isConnected && !this.isConnected
    this.isConnected = isConnected
    if (!isBack || !this.project) return
    this.generation += 1
    await this.follow()
  }

  /** Reads the state and keeps it true for as long as the project stays open. */
  async follow(): Promise<void> {
    this.#watch?.abort()
    const watch = new AbortController()
    this.#watch = watch
    await this.#unlockFromKeychain()
    await this.readState()
    try {
      const changes = await this.client.project.watch(this.input, { signal: watch.signal })
      while (!(await changes.next()).done) await this.refresh()
    } catch (error) {
      if (!watch.signal.aborted && this.isConnected) this.stateProblem ??= asFailure(error)
    }
  }

  /** A password that was kept on this computer opens its database without being asked for again. */
  async #unlockFromKeychain(): Promise<void> {
    const { input, database } = this
    const password = database && (await desktop()?.secrets.read({ name: database.url }))
    if (!password) return
    await this.client.connections.unlock({ ...input, password }).catch(() => {
      // It may have changed on the server: the state then says what the server says.
    })
  }

  /** Whether an answer is still about what is open: it may come late. */
  #isAskedAbout({ project, database }: ProjectInput): boolean {
    return project === this.input.project && database === this.input.database
  }

  #setState(state: ProjectState | null, problem: Failure | null): void {
    this.state = state
    this.stateProblem = problem
  }
}
