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
  readonly keychain: Pick<Desktop, 'keepsSecrets' | 'keepSecret'> | null
}

/** Opens a database that asks for a password. */
export class UnlockState {
  password = $state('')
  canKeep = $state(false)
  keep = $state(false)
  serverVersion = $state<string | null>(null)
  readonly trying = new Task()
  readonly #options: UnlockOptions

  constructor(options: UnlockOptions) {
    this.#options = options
  }

  load = async (): Promise<void> => {
    this.canKeep = (await this.#options.keychain?.keepsSecrets()) ?? false
    this.keep = this.canKeep
  }

  /** True when the password was right. It is written down only when that is asked for, and only in the keychain. */
  unlock = async (): Promise<boolean> => {
    const { client, input, url, keychain } = this.#options
    const { password } = this
    this.serverVersion = null
    const answer = await this.trying.run(async () => {
      const unlocked = await client.unlock({ ...input, password })
      if (this.keep) await keychain?.keepSecret(url, password)
      return unlocked
    })
    if (!answer) return false
    this.serverVersion = answer.serverVersion
    this.password = ''
    return true
  }
}
