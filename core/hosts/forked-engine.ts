import { fork } from 'node:child_process'
import { EventEmitter } from 'node:events'
import type { Frame, FromEngine, ToEngine } from './engine-messages'
import type { EngineProcess } from './engine-supervisor'

/** An engine in a Node process of its own, with any number of pages connected over the fork's channel. */
export class ForkedEngine implements EngineProcess {
  readonly pid: number | undefined
  readonly #child
  readonly #events = new EventEmitter()
  readonly #pages = new Map<number, (frame: Frame) => void>()
  #connections = 0

  constructor(file: string, env: NodeJS.ProcessEnv = process.env) {
    // Frames may hold bytes, which JSON would not carry.
    this.#child = fork(file, [], { env, serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    this.pid = this.#child.pid
    this.#child.on('message', (message: FromEngine) => {
      if (message.kind === 'frame') this.#pages.get(message.connection)?.(message.frame)
      else this.#events.emit(message.kind)
    })
    this.#child.once('exit', () => this.#events.emit('exit'))
    this.#child.once('error', () => this.#events.emit('exit'))
  }

  /** Connects a page: `receive` gets what the engine answers. */
  connect(receive: (frame: Frame) => void): { send(frame: Frame): void; close(): void } {
    this.#connections += 1
    const connection = this.#connections
    this.#pages.set(connection, receive)
    this.#tell({ kind: 'connect', connection })
    return {
      send: frame => this.#tell({ kind: 'frame', connection, frame }),
      close: () => {
        this.#pages.delete(connection)
        this.#tell({ kind: 'disconnect', connection })
      },
    }
  }

  onReady(listener: () => void): void {
    this.#events.on('ready', listener)
  }

  onPong(listener: () => void): void {
    this.#events.on('pong', listener)
  }

  onExit(listener: () => void): void {
    this.#events.on('exit', listener)
  }

  ping(): void {
    this.#tell({ kind: 'ping' })
  }

  kill(): void {
    this.#child.kill('SIGKILL')
  }

  #tell(message: ToEngine): void {
    if (this.#child.connected) this.#child.send(message, () => undefined)
  }
}
