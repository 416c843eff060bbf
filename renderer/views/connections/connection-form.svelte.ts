import type { ConnectionTest, ServerParts } from '../../../core/contract/connections'
import { Task } from '../../app/task.svelte'
import type { EngineClient } from '../../client/engine-client'

/** What filling in a connection asks of the engine. */
export interface ConnectionClient {
  readonly connections: Pick<EngineClient['connections'], 'takeApart' | 'putTogether' | 'test'>
  readonly project: Pick<EngineClient['project'], 'browse'>
}

export type DatabaseKind = 'sqlite' | 'postgresql' | 'pglite'

export const databaseKinds: readonly DatabaseKind[] = ['sqlite', 'postgresql', 'pglite']

const EMPTY_PARTS: ServerParts = {
  host: 'localhost',
  port: '5432',
  database: '',
  user: '',
  password: '',
  sslmode: 'prefer',
}

/** Which database, as a person fills it in. Passwords stay in here and in the engine's memory. */
export class ConnectionForm {
  kind = $state<DatabaseKind>('sqlite')
  file = $state('app.db')
  dataFolder = $state('data')
  pasted = $state('')
  isPastedWrong = $state(false)
  parts = $state<ServerParts>({ ...EMPTY_PARTS })
  result = $state.raw<ConnectionTest | null>(null)
  /** The test found no such file: it is still to be made. */
  isNew = $state(false)
  readonly testing = new Task()

  readonly isComplete = $derived.by(() => {
    if (this.kind === 'sqlite') return this.file.trim() !== ''
    if (this.kind === 'pglite') return this.dataFolder.trim() !== ''
    return this.parts.host.trim() !== '' && this.parts.database.trim() !== ''
  })

  readonly password: string | null = $derived(
    this.kind === 'postgresql' && this.parts.password !== '' ? this.parts.password : null,
  )

  readonly #client: ConnectionClient

  constructor(client: ConnectionClient) {
    this.#client = client
  }

  choose(kind: DatabaseKind): void {
    this.kind = kind
    this.forgetResult()
  }

  /** What was tested is no longer what is filled in. */
  forgetResult(): void {
    this.result = null
    this.isNew = false
    this.testing.failure = null
  }

  /** Fills the fields from a pasted address. The password moves to its own field, out of sight. */
  takeApart = async (): Promise<void> => {
    const text = this.pasted.trim()
    this.isPastedWrong = false
    if (text === '') return
    const parts = await this.#client.connections.takeApart({ text })
    if (text !== this.pasted.trim()) return
    this.isPastedWrong = parts === null
    if (!parts) return
    this.parts = parts
    this.pasted = ''
    this.forgetResult()
  }

  /** The address to keep in the project: it holds no password. */
  async url(): Promise<string> {
    if (this.kind === 'sqlite') return `sqlite:${escapePath(this.file.trim())}`
    if (this.kind === 'pglite') return `pglite:${this.dataFolder.trim()}`
    const { url } = await this.#client.connections.putTogether($state.snapshot(this.parts))
    return url
  }

  /** Connects and reports. `folder` is what relative paths start at. */
  test = async (folder: string): Promise<void> => {
    this.forgetResult()
    this.result = await this.testing.run(async () =>
      this.#client.connections.test({
        url: await this.url(),
        ...(folder === '' ? {} : { folder }),
        ...(this.password === null ? {} : { password: this.password }),
      }),
    )
    const missing = this.kind === 'postgresql' ? undefined : this.testing.failure?.path
    if (missing !== undefined) this.isNew = !(await this.#exists(missing))
  }

  async #exists(path: string): Promise<boolean> {
    const folder = path.replace(/[\\/][^\\/]*$/, '')
    try {
      const { entries } = await this.#client.project.browse({ folder })
      return entries.some(entry => entry.path === path)
    } catch {
      return false
    }
  }
}

/** A question mark would begin the address's options, a per cent sign an escape. */
function escapePath(path: string): string {
  return path.replace(/[%?]/g, encodeURIComponent)
}
