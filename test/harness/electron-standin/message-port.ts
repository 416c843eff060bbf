// MessagePortMain over a worker_threads port (main and utility processes).
import { EventEmitter } from 'node:events'

export class MessagePortMain extends EventEmitter {
  #port: MessagePort | undefined
  #started = false
  readonly #onMessage = (event: MessageEvent): void => {
    this.emit('message', { data: event.data, ports: event.ports.map(port => new MessagePortMain(port)) })
  }
  readonly #onClose = (): void => {
    this.#port = undefined
    this.emit('close')
  }

  constructor(port: MessagePort) {
    super()
    this.#port = port
    port.addEventListener('close', this.#onClose)
  }
  // Node starts a port as soon as a 'message' listener is added; Electron waits for start(). So listen only then.
  start(): void {
    if (this.#started) return
    this.#started = true
    this.#port?.addEventListener('message', this.#onMessage)
    this.#port?.start()
  }
  postMessage(message: unknown, transfer: MessagePortMain[] = []): void {
    if (transfer.some(port => !(port instanceof MessagePortMain))) throw new TypeError('Invalid value for transfer')
    this.#port?.postMessage(
      message,
      transfer.map(port => port.detach()),
    )
  }
  close(): void {
    this.#port?.close()
  }
  /** Stand-in only: gives the native port up for transfer. */
  detach(): MessagePort {
    const port = this.#port
    if (!port) throw new Error('Port at index 0 is already neutered')
    port.removeEventListener('message', this.#onMessage)
    port.removeEventListener('close', this.#onClose)
    this.#port = undefined
    return port
  }
}

export class MessageChannelMain {
  readonly port1: MessagePortMain
  readonly port2: MessagePortMain
  constructor() {
    const { port1, port2 } = new MessageChannel()
    this.port1 = new MessagePortMain(port1)
    this.port2 = new MessagePortMain(port2)
  }
}
