import { EventEmitter } from 'node:events'
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

class App extends EventEmitter {
  readonly isPackaged = false
  readonly #ready = Promise.withResolvers<null>()
  #isQuitting = false
  #isSandboxed = false

  /** Stand-in only: Electron begins to get ready while the main script is being read. */
  async start(): Promise<void> {
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

  quit(): void {
    if (this.#isQuitting) return
    this.#isQuitting = true
    this.emit('before-quit', {})
    this.emit('will-quit', {})
    for (const utility of standin.utilities) utility.kill()
    void browser?.close().then(() => this.emit('quit', {}, 0))
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
