import { createORPCClient } from '@orpc/client'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { RPCLink as SocketLink } from '@orpc/client/websocket'
import type { RouterClient } from '@orpc/server'
import type { ContractRouterClient } from '@orpc/contract'
import type { ShellContract } from '../../core/contract/shell'
import type { DesktopBridge, Peer } from '../../electron/preload'
import type { transportRouter } from './transport-router'

/** Run inside the page, beside it: calls the engine over a way of its own and remembers what became of it. */
export interface Probe {
  readonly desktop: DesktopBridge | undefined
  /** Tells the host that a run is being cancelled. */
  cancelling(): Promise<void>
  readonly state: { ended: boolean; ticks: number[]; outcome: string }
  readonly stop: AbortController
  connect(): Promise<void>
  client(): RouterClient<typeof transportRouter>
  /** Reads the endless iterator until it ends or is stopped. */
  count(): void
}

declare global {
  var probe: Probe
}

let shell: ContractRouterClient<ShellContract> | undefined
let client: RouterClient<typeof transportRouter> | undefined
const desktop = (window as { desktop?: unknown }).desktop as DesktopBridge | undefined

globalThis.probe = {
  desktop,
  state: { ended: false, ticks: [], outcome: '' },
  stop: new AbortController(),
  client() {
    if (!client) throw new Error('connect first')
    return client
  },
  async connect() {
    probe.state.ended = false
    client = createORPCClient(
      desktop
        ? new PortLink({ port: await ownPort(desktop, 'engine') })
        : new SocketLink({ websocket: await ownSocket() }),
    )
  },
  async cancelling() {
    if (!desktop) return void (await fetch('engine/cancelling', { method: 'POST' }))
    shell ??= createORPCClient(new PortLink({ port: await ownPort(desktop, 'shell') }))
    await shell.runs.cancelling()
  },
  count() {
    void read().then(
      () => (probe.state.outcome = 'finished'),
      () => (probe.state.outcome = probe.stop.signal.aborted ? 'aborted' : 'failed'),
    )
  },
}

async function read(): Promise<void> {
  for await (const tick of await probe.client().count({ everyMs: 5 }, { signal: probe.stop.signal }))
    probe.state.ticks.push(tick)
}

function ownPort(bridge: DesktopBridge, peer: Peer): Promise<MessagePort> {
  return new Promise(resolve => {
    const onMessage = (event: MessageEvent): void => {
      const [port] = event.ports
      if (event.data !== `${peer}:port` || !port) return
      window.removeEventListener('message', onMessage, { capture: true })
      event.stopImmediatePropagation()
      port.addEventListener('close', () => (probe.state.ended = true))
      port.start()
      resolve(port)
    }
    window.addEventListener('message', onMessage, { capture: true })
    void bridge.connect(peer)
  })
}

function ownSocket(): Promise<WebSocket> {
  const socket = new WebSocket(new URL('rpc', document.baseURI.replace('http', 'ws')))
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(socket))
    socket.addEventListener('error', () => reject(new Error('refused')))
    socket.addEventListener('close', () => (probe.state.ended = true))
  })
}
