import type { ProjectInfo } from '../../../core/contract/project'
import { Task } from '../../app/task.svelte'
import type { EngineClient } from '../../client/engine-client'
import { type ConnectionClient, ConnectionForm } from '../connections/connection-form.svelte'

export interface NewProjectClient {
  readonly project: Pick<EngineClient['project'], 'create' | 'browse'>
  readonly connections: ConnectionClient['connections']
}

/** A project about to be written. */
export class NewProjectState {
  folder = $state('')
  model = $state<'typescript' | 'sql'>('typescript')
  start = $state<'empty' | 'existing'>('empty')
  readonly connection: ConnectionForm
  readonly creating = new Task()

  /** What keeps it from being written; null when nothing does. */
  readonly missing: 'folder' | 'database' | null = $derived.by(() => {
    if (this.folder.trim() === '') return 'folder'
    return this.connection.isComplete ? null : 'database'
  })

  readonly #client: NewProjectClient
  readonly #onCreated: (project: ProjectInfo) => void

  constructor(client: NewProjectClient, onCreated: (project: ProjectInfo) => void) {
    this.connection = new ConnectionForm(client)
    this.#client = client
    this.#onCreated = onCreated
  }

  /** A SQLite file that is there: its schema becomes the model. */
  beginWith(file: string): void {
    this.connection.choose('sqlite')
    this.connection.file = file
    this.start = 'existing'
  }

  create = async (): Promise<void> => {
    if (this.missing !== null || this.creating.isRunning) return
    const { password } = this.connection
    const project = await this.creating.run(async () =>
      this.#client.project.create({
        folder: this.folder.trim(),
        url: await this.connection.url(),
        model: this.model,
        fromExisting: this.start === 'existing',
        ...(password === null ? {} : { password }),
      }),
    )
    if (project) this.#onCreated(project)
  }
}
