// What belongs to the desktop and the machine: dialogs, the keychain, the menu, permissions.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { app } from './app'
import { standin } from './standin'

export const dialog = {
  showOpenDialog: (..._args: unknown[]): Promise<{ canceled: boolean; filePaths: string[] }> => {
    const answer = standin.dialogAnswers.shift()
    if (answer) return Promise.resolve(answer)
    return Promise.reject(new Error('stand-in: a dialog opened and no answer was scripted'))
  },
}

const key = randomBytes(32)

export const safeStorage = {
  isAsyncEncryptionAvailable: (): Promise<boolean> => Promise.resolve(app.isReady()),
  getSelectedStorageBackend: (): string => (app.isReady() ? standin.storageBackend : 'unknown'),
  async encryptStringAsync(text: string): Promise<Buffer> {
    if (!app.isReady()) throw new Error('Encryption is not available before app is ready')
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key, nonce)
    return Buffer.concat([Buffer.from('v11'), nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  },
  async decryptStringAsync(sealed: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> {
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
