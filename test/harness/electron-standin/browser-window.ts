import { EventEmitter } from 'node:events'
import { app } from './app'
import { standin } from './standin'
import { WebContents } from './web-contents'

interface Preferences {
  preload?: string
  sandbox?: boolean
  contextIsolation?: boolean
  nodeIntegration?: boolean
  webSecurity?: boolean
}

interface Rectangle {
  x: number
  y: number
  width: number
  height: number
}

/** https://www.electronjs.org/docs/latest/api/browser-window */
export class BrowserWindow extends EventEmitter {
  static getAllWindows(): BrowserWindow[] {
    return [...standin.windows]
  }

  readonly webContents: WebContents
  #bounds: Rectangle
  #isMaximized = false
  #isMinimized = false

  constructor({ webPreferences: wanted = {}, ...place }: { webPreferences?: Preferences } & Partial<Rectangle> = {}) {
    super()
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready')
    const isUnsafe =
      wanted.sandbox === false ||
      wanted.contextIsolation === false ||
      wanted.nodeIntegration ||
      wanted.webSecurity === false
    if (isUnsafe) throw new Error('stand-in: safe windows only')
    standin.preferences.push(wanted)
    const { x = 0, y = 0, width = 800, height = 600 } = place
    this.#bounds = { x, y, width, height }
    this.webContents = new WebContents(this, wanted.preload)
    standin.windows.add(this)
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url)
  }

  /** A listener of 'close' may prevent it. */
  close(): void {
    if (this.mayClose()) void this.webContents.page?.close()
  }

  getNormalBounds(): Rectangle {
    return this.#bounds
  }

  setBounds(bounds: Rectangle): void {
    this.#bounds = bounds
  }

  isMaximized(): boolean {
    return this.#isMaximized
  }

  maximize(): void {
    this.#isMaximized = true
  }

  isMinimized(): boolean {
    return this.#isMinimized
  }

  minimize(): void {
    this.#isMinimized = true
    standin.isFocused = false
  }

  restore(): void {
    this.#isMinimized = false
  }

  show(): void {
    this.emit('show')
  }

  focus(): void {
    standin.isFocused = true
  }

  isFocused(): boolean {
    return standin.isFocused
  }

  /** Stand-in only. */
  mayClose(): boolean {
    let isPrevented = false
    const preventDefault = (): void => {
      isPrevented = true
    }
    this.emit('close', { preventDefault })
    return !isPrevented
  }

  /** Stand-in only. */
  wasClosed(): void {
    standin.windows.delete(this)
    this.emit('closed')
    if (standin.windows.size === 0 && !app.isQuitting) app.emit('window-all-closed')
  }
}
