import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { safeStorage } from 'electron/main'

/** Passwords, sealed with the key that the operating system's keychain holds. */
export class Secrets {
  readonly #file: string

  constructor(folder: string) {
    this.#file = path.join(folder, 'secrets.json')
  }

  /** Linux without a keychain would "encrypt" with a key that everybody knows: that counts as none. */
  async isAvailable(): Promise<boolean> {
    if (!(await safeStorage.isAsyncEncryptionAvailable())) return false
    return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'
  }

  async read(name: string): Promise<string | null> {
    const sealed = this.#load()[name]
    if (sealed === undefined || !(await this.isAvailable())) return null
    try {
      const { result } = await safeStorage.decryptStringAsync(Buffer.from(sealed, 'base64'))
      return result
    } catch {
      // Sealed by another machine's or another user's key: as good as forgotten.
      return null
    }
  }

  async keep(name: string, secret: string): Promise<void> {
    if (!(await this.isAvailable())) return
    const sealed = await safeStorage.encryptStringAsync(secret)
    this.#store({ ...this.#load(), [name]: sealed.toString('base64') })
  }

  forget(name: string): void {
    const { [name]: _forgotten, ...others } = this.#load()
    this.#store(others)
  }

  #load(): Readonly<Record<string, string>> {
    try {
      return JSON.parse(readFileSync(this.#file, 'utf8')) as Record<string, string>
    } catch {
      return {}
    }
  }

  #store(secrets: Readonly<Record<string, string>>): void {
    mkdirSync(path.dirname(this.#file), { recursive: true })
    const draft = `${this.#file}.new`
    writeFileSync(draft, JSON.stringify(secrets), { mode: 0o600 })
    renameSync(draft, this.#file)
  }
}
