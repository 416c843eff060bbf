import { EngineGone } from './failure'

/** What the Electron preload hands over (electron/preload.ts): this one function. Absent in a browser. */
export interface DesktopBridge {
  /** Asks for a fresh port; it arrives as the window message `engine:port` or `shell:port`, which carries it. */
  connect(peer: Peer): void
}

type Peer = 'engine' | 'shell'

declare global {
  interface Window {
    readonly desktop?: DesktopBridge
  }
}

const PORT_TIMEOUT_MS = 10_000

/** A port to the engine, or to the window itself. */
export function requestPort(bridge: DesktopBridge, peer: Peer): Promise<MessagePort> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => settle(null), PORT_TIMEOUT_MS)
    const onMessage = (event: MessageEvent) => {
      const [port] = event.ports
      if (event.source === window && event.data === `${peer}:port` && port) settle(port)
    }
    const settle = (port: MessagePort | null) => {
      clearTimeout(timer)
      window.removeEventListener('message', onMessage)
      if (port) resolve(port)
      else reject(new EngineGone('The engine did not start.'))
    }
    window.addEventListener('message', onMessage)
    bridge.connect(peer)
  })
}
