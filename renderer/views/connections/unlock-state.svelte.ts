import type { ProjectInput } from '../../app/app-state.svelte'
import { Task } from '../../app/task.svelte'
import type { Desktop } from '../../client/desktop'
import type { EngineClient } from '../../client/engine-client'

export interface UnlockOptions {
  readonly client: Pick<EngineClient['connections'], 'unlock'>
  readonly input: ProjectInput
  /** The database's address, under which the keychain keeps its password. */
  readonly url: string
  /** Where there is a keychain. */
  readonly keychain: Pick<Desktop['secrets'], 'storage' | 'keep'> | null
}

/** Opens a database that asks for a password. */
export class UnlockState {
  password = $state('')
  canKeep = $state(false)
  keep = $state(false)
  /** Whether it is in the keychain now; null when it was not to be. */
  isKept = $state<boolean | null>(null)
  serverVersion = $state<string | null>(null)
  readonly trying = new Task()
  readonly #options: UnlockOptions

  constructor(options: UnlockOptions) {
    this.#options = options
  }

  load = async (): Promise<void> => {
    this.canKeep = (await this.#options.keychain?.storage())?.isLasting ?? false
    this.keep = this.canKeep
  }

  /** True when the password was right. It is written down only when that is asked for, and only in the keychain. */
  unlock = async (): Promise<boolean> => {
    const { client, input, url, keychain } = this.#options
    const { password } = this
    this.serverVersion = null
    this.isKept = null
    const answer = await this.trying.run(() => client.unlock({ ...input, password }))
    if (!answer) return false
    if (this.keep && keychain) this.isKept = await keychain.keep({ name: url, secret: password }).catch(() => false)
    this.serverVersion = answer.serverVersion
    this.password = ''
    return true
  }
}
