import type { ClientContext, ClientLink } from '@orpc/client'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { RPCLink as SocketLink } from '@orpc/client/websocket'
import { EngineGone } from './failure'
import { type DesktopBridge, requestPort } from './message-port'

/** One open way to the engine. It ends once; then another must be opened. */
export interface Connection {
  readonly link: ClientLink<ClientContext>
  /** Aborted when the engine can no longer answer over this connection. */
  readonly ended: AbortSignal
}

let ending: AbortController | undefined

/** Told by the window, which hears of the engine's exit even where a port does not close by it. */
export function engineExited(): void {
  ending?.abort()
}

/** A message port in the desktop app, a WebSocket beside the page in a browser. */
export function openConnection(): Promise<Connection> {
  const bridge = window.desktop
  return bridge ? openPort(bridge) : openSocket(new URL('rpc', document.baseURI))
}

async function openPort(bridge: DesktopBridge): Promise<Connection> {
  const port = await requestPort(bridge, 'engine')
  const ended = endOf(port)
  const link = new PortLink({ port })
  port.start()
  return { link, ended }
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
  const controller = (ending = new AbortController())
  channel.addEventListener('close', () => controller.abort(), { once: true })
  return controller.signal
}
