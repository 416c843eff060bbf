// What belongs to the desktop and the machine: dialogs, the keychain, the menu, permissions.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { app } from './app'
import { standin } from './standin'

/** https://www.electronjs.org/docs/latest/api/dialog */
export const dialog = {
  showOpenDialog: (..._args: unknown[]): Promise<{ canceled: boolean; filePaths: string[] }> => {
    const answer = standin.dialogAnswers.shift()
    if (answer) return Promise.resolve(answer)
    return Promise.reject(new Error('stand-in: a dialog opened and no answer was scripted'))
  },
  showMessageBox: (...args: unknown[]): Promise<{ response: number; checkboxChecked: boolean }> => {
    standin.messagesAsked.push(args.at(-1) as { message: string })
    const response = standin.messageAnswers.shift()
    if (response !== undefined) return Promise.resolve({ response, checkboxChecked: false })
    return Promise.reject(new Error('stand-in: a question was asked and no answer was scripted'))
  },
  showErrorBox: (title: string, content: string): void => {
    standin.messagesAsked.push({ message: `${title}: ${content}` })
  },
}

/** https://www.electronjs.org/docs/latest/api/notification */
export class Notification extends EventEmitter {
  static isSupported(): boolean {
    return app.isReady()
  }

  readonly #shown: { title: string; body: string }

  constructor({ title = '', body = '' }: { title?: string; body?: string } = {}) {
    super()
    this.#shown = { title, body }
  }

  show(): void {
    standin.notifications.push(this.#shown)
    standin.lastNotification = this
  }
}

/** https://www.electronjs.org/docs/latest/api/native-theme; the machine's own theme is the light one. */
export const nativeTheme = {
  themeSource: 'system' as 'system' | 'light' | 'dark',
  get shouldUseDarkColors(): boolean {
    return this.themeSource === 'dark'
  },
}

/** https://www.electronjs.org/docs/latest/api/screen; there is one. */
export const screen = {
  getDisplayMatching: (_bounds: object): { workArea: typeof standin.display } => ({ workArea: standin.display }),
}

const key = randomBytes(32)

export const safeStorage = {
  isAsyncEncryptionAvailable: (): Promise<boolean> => Promise.resolve(app.isReady()),
  getSelectedStorageBackend: (): string => (app.isReady() ? standin.storageBackend : 'unknown'),
  async encryptStringAsync(text: string): Promise<Buffer> {
    if (!app.isReady()) throw new Error('Encryption is not available before app is ready')
    if (standin.isKeychainLocked) throw new Error('Encryption is temporarily unavailable')
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key, nonce)
    return Buffer.concat([Buffer.from('v11'), nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  },
  async decryptStringAsync(sealed: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> {
    if (standin.isKeychainLocked) throw new Error('Decryption is temporarily unavailable')
    const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(3, 15)).setAuthTag(sealed.subarray(-16))
    const result = cipher.update(sealed.subarray(15, -16), undefined, 'utf8') + cipher.final('utf8')
    return { result, shouldReEncrypt: false }
  },
}

export const Menu = {
  buildFromTemplate: (template: object[]): object => ({ template }),
  setApplicationMenu: (menu: object | null): void => {
    standin.menu = menu
  },
}

const remember =
  (name: string) =>
  (handler: ((...args: never[]) => unknown) | null): void => {
    if (handler) standin.permissionHandlers.set(name, handler)
    else standin.permissionHandlers.delete(name)
  }

export const session = {
  defaultSession: {
    setPermissionRequestHandler: remember('request'),
    setPermissionCheckHandler: remember('check'),
    setDevicePermissionHandler: remember('device'),
  },
}
