import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { Script } from 'node:vm'
import type { CDPSession, Page } from 'playwright-core'
import { browserContext } from './app'
import { createBridge, type Wire } from './bridge'
import type { BrowserWindow } from './browser-window'
import { createCodec } from './codec'
import { ipcMain } from './ipc-main'
import { MessagePortMain } from './message-port'
import { isolatedWorld, mainWorld, WORLD } from './renderer'
import { toReal, toShown } from './scheme-names'
import { standin } from './standin'

const codec = createCodec()
type FromPage = Wire & { channel?: string; args?: unknown[]; call?: number; error?: string }

export class WebContents extends EventEmitter {
  page: Page | undefined
  opened: Promise<{ page: Page; cdp: CDPSession }>
  readonly window: BrowserWindow
  readonly #bridge = createBridge('m', message => this.#post(message))
  #cdp: CDPSession | undefined
  #world: number | undefined
  readonly #preload: string
  #isCrashed = false
  #mainFrame = ''
  #asked: string | undefined
  #openHandler: (details: { url: string }) => { action: string } = () => ({ action: 'allow' })

  constructor(window: BrowserWindow, preload: string | undefined) {
    super()
    this.window = window
    this.#preload = preload ? readFileSync(preload, 'utf8') : ''
    this.opened = this.#open()
  }

  async #open(): Promise<{ page: Page; cdp: CDPSession }> {
    const context = browserContext()
    const page = (this.page = await context.newPage())
    const cdp = (this.#cdp = await context.newCDPSession(page))
    page.once('close', () => {
      if (page !== this.page) return
      this.#bridge.closeAll()
      this.window.wasClosed()
    })
    // An approximation: a refused window exists for a moment, and window.open() does not return null.
    page.on('popup', popup => {
      if (this.#openHandler({ url: toReal(popup.url()) }).action === 'deny') void popup.close()
      else this.emit('did-create-window')
    })
    this.#followWorlds(cdp)
    const { frameTree } = await cdp.send('Page.getFrameTree')
    this.#mainFrame = frameTree.frame.id
    await cdp.send('Runtime.addBinding', { name: 'standinPost', executionContextName: WORLD })
    await cdp.send('Page.enable')
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: `(${mainWorld})()` })
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', {
      source: `(${isolatedWorld})(${createBridge}, ${createCodec}, ${asFunction(this.#preload)})`,
      worldName: WORLD,
    })
    await cdp.send('Runtime.enable')
    return { page, cdp }
  }

  /** The preload lives in a world of its own, a new one for every document; the ports of a document die with it. */
  #followWorlds(cdp: CDPSession): void {
    const enter = (world: number | undefined): void => {
      this.#world = world
      this.#bridge.closeAll()
    }
    cdp.on('Runtime.executionContextCreated', ({ context: { id, name, auxData } }) => {
      if (name === WORLD && auxData?.['frameId'] === this.#mainFrame) enter(id)
    })
    cdp.on('Runtime.executionContextsCleared', () => enter(undefined))
    cdp.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      if (executionContextId === this.#world) enter(undefined)
    })
    cdp.on('Runtime.bindingCalled', ({ payload, executionContextId }) => {
      if (executionContextId === this.#world) this.#receive(codec.decode(payload) as FromPage)
    })
  }

  #post(message: object): void {
    if (this.#world === undefined || !this.#cdp) return // nobody is there: Electron drops it too
    const call = {
      functionDeclaration: 'function (json) { standinReceive(json); }',
      arguments: [{ value: codec.encode(message) }],
      executionContextId: this.#world,
    }
    this.#cdp.send('Runtime.callFunctionOn', call).catch(() => undefined)
  }

  #receive(message: FromPage): void {
    if (this.#bridge.receive(message)) return
    if (message.kind === 'preload-error') {
      console.error(`Unable to load preload script: ${message.error}`)
      this.emit('preload-error', {}, '', new Error(message.error))
      return
    }
    const ports = (message.ports ?? []).map(id => new MessagePortMain(this.#bridge.take(id)))
    const event = { sender: this, senderFrame: this.#frame(), ports }
    if (message.kind === 'ipc') ipcMain.emit(message.channel!, event, ...message.args!)
    else
      void ipcMain
        .answer(message.channel!, event, message.args!)
        .then(reply => this.#post({ kind: 'reply', call: message.call, ...reply }))
  }

  #frame(): object {
    const url = toReal(this.page!.url())
    const { protocol, host } = new URL(url)
    const world = this.#world
    return {
      url,
      origin: `${protocol}//${host}`,
      isDestroyed: () => world !== this.#world,
      postMessage: this.postMessage.bind(this),
      send: this.send.bind(this),
    }
  }

  /** Navigation asked for by main passes; navigation begun by the page asks 'will-navigate' first. */
  mayNavigate(url: string): boolean {
    if (url === this.#asked) {
      this.#asked = undefined
      return true
    }
    const event = {
      url,
      isPrevented: false,
      preventDefault: (): void => {
        event.isPrevented = true
      },
    }
    this.emit('will-navigate', event, url)
    return !event.isPrevented
  }

  async loadURL(url: string): Promise<void> {
    this.#asked = url.replace(/#.*/, '')
    const { page } = await this.opened
    await page.goto(toShown(url))
    this.emit('did-finish-load')
  }

  /** The page's process is gone: here only everything that ties the page to this process is. */
  forcefullyCrashRenderer(): void {
    this.#bridge.closeAll()
    this.#world = undefined
    this.#isCrashed = true
    this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 })
  }

  /** After a crash a new process shows what the last one showed; here that is a new page of Chromium. */
  reload(): void {
    const lost = this.page
    if (!lost) return
    if (!this.#isCrashed) return void lost.reload()
    this.#isCrashed = false
    this.#world = undefined
    this.opened = this.#open()
    void this.opened.then(({ page }) => {
      void lost.close()
      this.#asked = toReal(lost.url()).replace(/#.*/, '')
      return page.goto(lost.url())
    })
  }

  startDrag(item: { file: string; icon: string }): void {
    standin.dragged.push(item)
  }

  getURL(): string {
    return this.page ? toReal(this.page.url()) : ''
  }

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.#openHandler = handler
  }

  send(channel: string, ...args: unknown[]): void {
    this.#post({ kind: 'ipc', channel, args })
  }

  postMessage(channel: string, message: unknown, transfer: MessagePortMain[] = []): void {
    const ports = transfer.map(port => this.#bridge.give(port.detach()))
    this.#post({ kind: 'ipc', channel, args: [message], ports })
  }
}

/** As a sandboxed preload, it is a plain script: the syntax of modules fails here as it would there. */
function asFunction(preload: string): string {
  const body = `function (require, process, exports, module) {${preload}\n}`
  try {
    new Script(`(${body})`)
    return body
  } catch (error) {
    return `function () { throw ${JSON.stringify(String(error))}; }`
  }
}
