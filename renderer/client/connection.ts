import type { ClientContext, ClientLink } from '@orpc/client'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { RPCLink as SocketLink } from '@orpc/client/websocket'
import { type Desktop, desktop } from './desktop'
import { EngineGone } from './failure'

/** One open way to the engine. It ends once; then another must be opened. */
export interface Connection {
  readonly link: ClientLink<ClientContext>
  /** Aborted when the engine can no longer answer over this connection. */
  readonly ended: AbortSignal
}

const PORT_TIMEOUT_MS = 10_000

/** A message port in the desktop app, a WebSocket beside the page in a browser. */
export function openConnection(): Promise<Connection> {
  const shell = desktop()
  return shell ? openPort(shell) : openSocket(new URL('rpc', document.baseURI))
}

async function openPort(shell: Desktop): Promise<Connection> {
  const port = await requestPort(shell)
  const ended = endOf(port)
  const link = new PortLink({ port })
  port.start()
  return { link, ended }
}

function requestPort(shell: Desktop): Promise<MessagePort> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => settle(null), PORT_TIMEOUT_MS)
    const onMessage = (event: MessageEvent) => {
      const [port] = event.ports
      if (event.source === window && event.data === 'engine:port' && port) settle(port)
    }
    const settle = (port: MessagePort | null) => {
      clearTimeout(timer)
      window.removeEventListener('message', onMessage)
      if (port) resolve(port)
      else reject(new EngineGone('The engine did not start.'))
    }
    window.addEventListener('message', onMessage)
    shell.connectEngine()
  })
}

function openSocket(address: URL): Promise<Connection> {
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
  const websocket = new WebSocket(address)
  const ended = endOf(websocket)
  return new Promise((resolve, reject) => {
    ended.addEventListener('abort', () => reject(new EngineGone('The engine cannot be reached.')))
    websocket.addEventListener('open', () => resolve({ link: new SocketLink({ websocket }), ended }))
  })
}

/** Listens before the link does, so that a call ends with our failure and not with the link's silence. */
function endOf(channel: EventTarget): AbortSignal {
  const controller = new AbortController()
  channel.addEventListener('close', () => controller.abort(), { once: true })
  return controller.signal
}
