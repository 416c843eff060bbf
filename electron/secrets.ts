import path from 'node:path'
import { safeStorage } from 'electron/main'
import type { SecretStorage } from '../core/contract/shell'
import { JsonFile } from './json-file'

/** Passwords, sealed with the key that the operating system's keychain holds; without one, in memory until the app quits. */
export class Secrets {
  readonly #file: JsonFile<Readonly<Record<string, string>>>
  readonly #session = new Map<string, string>()

  constructor(folder: string) {
    this.#file = new JsonFile(path.join(folder, 'secrets.json'), {})
  }

  /** Linux without a keychain would "encrypt" with a key that everybody knows: that counts as none. */
  async storage(): Promise<SecretStorage> {
    const backend = keychainName()
    const isLasting =
      backend !== 'basic_text' && backend !== 'unknown' && (await safeStorage.isAsyncEncryptionAvailable())
    return { backend: isLasting ? backend : 'none', isLasting }
  }

  async read(name: string): Promise<string | null> {
    const sealed = this.#file.read()[name]
    if (sealed === undefined || !(await this.storage()).isLasting) return this.#session.get(name) ?? null
    try {
      const { result } = await safeStorage.decryptStringAsync(Buffer.from(sealed, 'base64'))
      return result
    } catch {
      // The keychain is locked, or it was sealed by another user's key: the person is asked again.
      return this.#session.get(name) ?? null
    }
  }

  /** Answers whether it is written down, sealed; if not it lasts as long as the app. */
  async keep(name: string, secret: string): Promise<boolean> {
    this.#session.set(name, secret)
    if (!(await this.storage()).isLasting) return false
    try {
      const sealed = await safeStorage.encryptStringAsync(secret)
      this.#file.write({ ...this.#file.read(), [name]: sealed.toString('base64') })
      return true
    } catch {
      // The keychain is locked and the person did not open it.
      return false
    }
  }

  forget(name: string): void {
    this.#session.delete(name)
    const { [name]: _forgotten, ...others } = this.#file.read()
    this.#file.write(others)
  }
}

function keychainName(): string {
  if (process.platform === 'darwin') return 'keychain'
  return process.platform === 'win32' ? 'dpapi' : safeStorage.getSelectedStorageBackend()
}
