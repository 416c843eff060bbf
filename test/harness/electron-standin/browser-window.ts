import { EventEmitter } from 'node:events'
import { app } from './app'
import { WebContents } from './web-contents'

interface Preferences {
  preload?: string
  sandbox?: boolean
  contextIsolation?: boolean
  nodeIntegration?: boolean
  webSecurity?: boolean
}

export class BrowserWindow extends EventEmitter {
  static readonly #all = new Set<BrowserWindow>()

  static getAllWindows(): BrowserWindow[] {
    return [...BrowserWindow.#all]
  }

  readonly webContents: WebContents

  constructor({ webPreferences: wanted = {} }: { webPreferences?: Preferences } = {}) {
    super()
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready')
    const isUnsafe =
      wanted.sandbox === false ||
      wanted.contextIsolation === false ||
      wanted.nodeIntegration ||
      wanted.webSecurity === false
    if (isUnsafe) throw new Error('stand-in: safe windows only')
    this.webContents = new WebContents(this, wanted.preload)
    BrowserWindow.#all.add(this)
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url)
  }

  close(): void {
    void this.webContents.page?.close()
  }

  /** Stand-in only. */
  wasClosed(): void {
    BrowserWindow.#all.delete(this)
    this.emit('closed')
    if (BrowserWindow.#all.size === 0 && !app.isQuitting) app.emit('window-all-closed')
  }
}
