import { createServer, type IncomingMessage, type Server } from 'node:http'
import path from 'node:path'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { RetortError } from '../errors'
import { EngineSupervisor } from './engine-supervisor'
import type { Frame } from './engine-messages'
import { ForkedEngine } from './forked-engine'
import { PageServer } from './page-server'
import { SessionGate, type Refusal } from './session-gate'

export interface BrowserHostOptions {
  /** Default: any free one. */
  readonly port?: number
  /** The folder of a project to open at once. */
  readonly project?: string
  /** The built page. */
  readonly pageFolder?: string
  /** The program that the engine's process runs. */
  readonly engineFile?: string
}

export interface BrowserHost {
  /** Where to open the page; good for one visit. */
  readonly url: string
  readonly port: number
  /** The engine's process, while there is one. */
  enginePid(): Promise<number | undefined>
  close(): Promise<void>
}

// Built, this module is one folder below `dist`, whether as an entry or as a chunk.
const DIST = path.resolve(import.meta.dirname, '..')
const LARGEST_FRAME = 64 * 1024 * 1024
/** The page reconnects when it sees this; the number is from the range left to applications. */
const ENGINE_EXITED = 4001

/** Serves the app's page and its calls on the loopback address only, with the engine in a process of its own. */
export async function startBrowserHost(options: BrowserHostOptions = {}): Promise<BrowserHost> {
  const server = createServer()
  const port = await listen(server, options.port ?? 0)
  const gate = new SessionGate(port)
  const engineFile = options.engineFile ?? path.join(DIST, 'core', 'engine.js')
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_FRAME, perMessageDeflate: false })
  const supervisor = new EngineSupervisor({
    start: () => new ForkedEngine(engineFile),
    onExit: () => sockets.clients.forEach(socket => socket.close(ENGINE_EXITED, 'engine exited')),
  })

  const pages = new PageServer(gate, options.pageFolder ?? path.join(DIST, 'page'), () => supervisor.cancelling())
  server.on('request', (request, response) => void pages.answer(request, response))
  server.on('upgrade', (request, socket, head) => {
    const refusal = refuseSocket(gate, request)
    if (refusal) return refuseUpgrade(socket, refusal)
    supervisor.engine().then(
      engine => sockets.handleUpgrade(request, socket, head, page => connect(page, engine)),
      () => refuseUpgrade(socket, { status: 503, message: 'The engine did not start.' }),
    )
  })

  const project = options.project === undefined ? '' : `#/project/${encodeURIComponent(path.resolve(options.project))}`
  return {
    url: `${gate.address}${project}`,
    port,
    enginePid: async () => (await supervisor.engine()).pid,
    close: () =>
      new Promise(resolve => {
        supervisor.stop()
        for (const socket of sockets.clients) socket.terminate()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Passes a page's frames on to the engine and back; nothing in between reads them. */
function connect(page: WebSocket, engine: ForkedEngine): void {
  const connection = engine.connect(frame => page.send(frame))
  page.on('message', (data: Buffer, isBinary: boolean) => {
    const frame: Frame = isBinary ? Uint8Array.from(data) : data.toString()
    connection.send(frame)
  })
  page.on('close', () => connection.close())
  page.on('error', () => page.terminate())
}

function refuseSocket(gate: SessionGate, request: IncomingMessage): Refusal | null {
  const foreign = gate.refuseForeign(request) ?? gate.refuseStranger(request)
  if (foreign) return foreign
  // A browser always says where a WebSocket is opened from.
  if (request.headers.origin !== gate.origin) return { status: 403, message: 'No origin.' }
  return request.url === '/rpc' ? null : { status: 404, message: 'Not found.' }
}

function refuseUpgrade(socket: Duplex, { status, message }: Refusal): void {
  socket.end(`HTTP/1.1 ${status} Refused\r\nconnection: close\r\ncontent-type: text/plain\r\n\r\n${message}\n`)
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', error => reject(cannotListen(port, error)))
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      if (typeof address === 'object' && address) resolve(address.port)
    })
  })
}

function cannotListen(port: number, cause: Error): RetortError {
  const hint = 'Give another one with --port, or none to take any that is free.'
  return new RetortError('USAGE', `Port ${port} cannot be used: ${cause.message}`, { cause, hint })
}
