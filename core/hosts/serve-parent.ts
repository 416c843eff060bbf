import { EventEmitter } from 'node:events'
import type { AnyRouter } from '@orpc/server'
import { createEngine, type EnginePort } from './engine'
import type { Frame, FromEngine, ToEngine } from './engine-messages'

/** Serves the calls that the parent process passes on, over the channel of a fork. */
export function serveParent(router: AnyRouter): void {
  const engine = createEngine(router)
  const ports = new Map<number, RelayedPort>()

  const connect = (connection: number): void => {
    const port = new RelayedPort(frame => tellParent({ kind: 'frame', connection, frame }))
    ports.set(connection, port)
    engine.connect(port)
  }
  const disconnect = (connection: number): void => {
    ports.get(connection)?.close()
    ports.delete(connection)
  }

  process.on('message', (message: ToEngine) => {
    if (message.kind === 'frame') ports.get(message.connection)?.deliver(message.frame)
    else if (message.kind === 'connect') connect(message.connection)
    else if (message.kind === 'disconnect') disconnect(message.connection)
    else tellParent({ kind: 'pong' })
  })
  // Ctrl+C reaches every process of a terminal; how the engine ends is for its host to say.
  process.on('SIGINT', () => undefined)
  process.on('disconnect', () => process.exit())
  tellParent({ kind: 'ready' })
}

function tellParent(message: FromEngine): void {
  if (process.connected) process.send?.(message)
}

/** A page's port whose other end is in the parent process. */
class RelayedPort implements EnginePort {
  readonly #events = new EventEmitter()
  readonly #send: (frame: Frame) => void

  constructor(send: (frame: Frame) => void) {
    this.#send = send
  }

  on(event: string, listener: (event?: { data: unknown }) => void): void {
    this.#events.on(event, listener)
  }

  postMessage(data: unknown): void {
    this.#send(data as Frame)
  }

  deliver(frame: Frame): void {
    this.#events.emit('message', { data: frame })
  }

  close(): void {
    this.#events.emit('close')
  }
}
