import { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'
import type { Browser, BrowserContext } from 'playwright-core'
import { launchChromium } from '../chromium'
import { standin } from './standin'

let browser: Browser | undefined
let context: BrowserContext | undefined
let prepare: (context: BrowserContext) => Promise<unknown> = async () => undefined

/** The browser's one profile; windows open in it. */
export function browserContext(): BrowserContext {
  if (!context) throw new Error('Cannot create BrowserWindow before app is ready')
  return context
}

/** What is to be done to the profile before the app is ready. */
export function beforeReady(work: (context: BrowserContext) => Promise<unknown>): void {
  prepare = work
}

/** https://www.electronjs.org/docs/latest/api/app */
class App extends EventEmitter {
  readonly isPackaged = false
  readonly #ready = Promise.withResolvers<null>()
  readonly #paths = new Map<string, string>()
  #isQuitting = false
  #isSandboxed = false

  /** Stand-in only: Electron begins to get ready while the main script is being read. */
  async start(): Promise<void> {
    if (this.#isQuitting) return
    browser = await launchChromium()
    const opened = await browser.newContext({ viewport: { width: 1280, height: 840 } })
    await prepare(opened)
    context = opened
    this.#ready.resolve(null)
    this.emit('ready')
  }

  isReady(): boolean {
    return context !== undefined
  }

  async whenReady(): Promise<void> {
    await this.#ready.promise
  }

  enableSandbox(): void {
    if (this.isReady()) throw new Error('app.enableSandbox() can only be called before app is ready')
    this.#isSandboxed = true
  }

  setPath(name: string, folder: string): void {
    if (!existsSync(folder)) throw new Error(`Failed to set path: ${folder} does not exist`)
    this.#paths.set(name, folder)
  }

  getPath(name: string): string {
    const folder = this.#paths.get(name)
    if (folder === undefined) throw new Error(`stand-in: no path was set for ${name}`)
    return folder
  }

  getVersion(): string {
    return '0.0.0'
  }

  getName(): string {
    return 'Retort'
  }

  requestSingleInstanceLock(_additionalData?: Record<string, unknown>): boolean {
    return standin.isFirstInstance
  }

  setAsDefaultProtocolClient(scheme: string): boolean {
    standin.protocolsClaimed.push(scheme)
    return true
  }

  addRecentDocument(file: string): void {
    standin.recentDocuments.push(file)
  }

  /** 'before-quit', then every window may refuse to close, then 'will-quit' and 'quit'. */
  quit(): void {
    if (this.#isQuitting) return
    this.emit('before-quit', {})
    for (const window of standin.windows) if (!window.mayClose()) return
    this.#isQuitting = true
    this.emit('will-quit', {})
    for (const utility of standin.utilities) utility.kill()
    void Promise.resolve(browser?.close()).then(() => this.emit('quit', {}, 0))
  }

  /** Stand-in only. */
  get isQuitting(): boolean {
    return this.#isQuitting
  }

  /** Stand-in only. */
  get isSandboxed(): boolean {
    return this.#isSandboxed
  }
}

export const app = new App()
