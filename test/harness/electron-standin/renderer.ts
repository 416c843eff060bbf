// Source text for Chromium. `mainWorld` runs in the page's world, `isolatedWorld` holds the preload in its own
// (a real DevTools isolated world: separate globals, shared DOM). Both stand alone, as in bridge.ts.
import type { createBridge, Wire } from './bridge'
import type { createCodec } from './codec'

export const WORLD = 'electron-preload'
declare const standinPost: (json: string) => void

/** Receives what contextBridge exposes. Functions become asynchronous: the honest gap to Electron. */
export function mainWorld(): void {
  if (window !== window.top) return
  window.addEventListener(
    'standin:expose',
    event => {
      event.preventDefault()
      event.stopImmediatePropagation()
      const {
        data: { key, shape },
        ports,
      } = event as MessageEvent<{ key: string; shape: Record<string, unknown> }>
      const port = ports[0]!
      const waiting = new Map<number, { resolve(value: unknown): void; reject(reason: unknown): void }>()
      const callbacks: ((...args: unknown[]) => unknown)[] = []
      let calls = 0
      const api: Record<string, unknown> = {}
      for (const [name, value] of Object.entries(shape)) {
        api[name] =
          value !== 'function'
            ? value
            : (...args: unknown[]) =>
                new Promise((resolve, reject) => {
                  const sent = args.map(arg =>
                    typeof arg === 'function' ? { callback: callbacks.push(arg as () => unknown) - 1 } : { value: arg },
                  )
                  waiting.set((calls += 1), { resolve, reject })
                  port.postMessage({ call: calls, name, args: sent })
                })
      }
      port.onmessage = ({ data }) => {
        if ('callback' in data) {
          callbacks[data.callback]?.(...data.args)
          return
        }
        const call = waiting.get(data.call)
        waiting.delete(data.call)
        if ('error' in data) call?.reject(new Error(data.error))
        else call?.resolve(data.value)
      }
      Object.defineProperty(window, key, { value: Object.freeze(api), enumerable: true })
    },
    { capture: true },
  )
}

export function isolatedWorld(
  makeBridge: typeof createBridge,
  makeCodec: typeof createCodec,
  preload: (require: object, process: object, exports: object, module: object) => void,
): void {
  if (window !== window.top) return
  const codec = makeCodec()
  const post = (message: object): void => standinPost(codec.encode(message))
  const bridge = makeBridge('r', post)
  const listeners = new Map<string, Set<(event: object, ...args: unknown[]) => void>>()
  const waiting = new Map<number, { resolve(value: unknown): void; reject(reason: unknown): void }>()
  let calls = 0

  Object.assign(globalThis, {
    standinReceive(json: string): void {
      const message = codec.decode(json) as Wire & {
        channel: string
        args: unknown[]
        call: number
        value?: unknown
        error?: string
      }
      if (bridge.receive(message)) return
      if (message.kind === 'reply') {
        const call = waiting.get(message.call)
        waiting.delete(message.call)
        if (message.error === undefined) call?.resolve(message.value)
        else call?.reject(new Error(message.error))
        return
      }
      const event = { ports: (message.ports ?? []).map(bridge.take), sender: ipcRenderer }
      for (const listener of [...(listeners.get(message.channel) ?? [])]) listener(event, ...message.args)
    },
  })

  const ipcRenderer = {
    send: (channel: string, ...args: unknown[]) => post({ kind: 'ipc', channel, args }),
    postMessage: (channel: string, message: unknown, transfer: MessagePort[] = []) => {
      post({ kind: 'ipc', channel, args: [message], ports: transfer.map(bridge.give) })
    },
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        post({ kind: 'invoke', call: (calls += 1), channel, args })
        waiting.set(calls, { resolve, reject })
      }),
    on(channel: string, listener: (event: object, ...args: unknown[]) => void) {
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener))
      return ipcRenderer
    },
  }
  const contextBridge = {
    exposeInMainWorld(key: string, api: Record<string, unknown>): void {
      const { port1, port2 } = new MessageChannel()
      const shape = Object.fromEntries(
        Object.entries(api).map(([name, value]) => [name, typeof value === 'function' ? 'function' : value]),
      )
      port1.onmessage = async ({ data: { call, name, args } }) => {
        const given = args.map((arg: { callback?: number; value?: unknown }) =>
          arg.callback === undefined
            ? arg.value
            : (...inner: unknown[]) => port1.postMessage({ callback: arg.callback, args: inner }),
        )
        try {
          port1.postMessage({ call, value: await (api[name] as (...args: unknown[]) => unknown)(...given) })
        } catch (error) {
          port1.postMessage({ call, error: error instanceof Error ? error.message : String(error) })
        }
      }
      const offered = new MessageEvent('standin:expose', { data: { key, shape }, ports: [port2], cancelable: true })
      if (window.dispatchEvent(offered)) throw new Error('stand-in: the page world is not listening')
    },
  }
  // What a sandboxed preload may require; anything else fails here as it would there.
  const require = (name: string): object => {
    if (['electron', 'electron/renderer', 'electron/common'].includes(name)) return { contextBridge, ipcRenderer }
    throw new Error(`module not found: ${name}`)
  }
  const module = { exports: {} }
  try {
    preload(require, {}, module.exports, module)
  } catch (error) {
    post({ kind: 'preload-error', error: String(error) })
  }
}
