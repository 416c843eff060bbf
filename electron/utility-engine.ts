import { utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron/main'
import type { EngineProcess } from '../core/hosts/engine-supervisor'

/** The engine in Electron's utility process. */
export class UtilityEngine implements EngineProcess {
  readonly #child: UtilityProcess

  constructor(file: string) {
    this.#child = utilityProcess.fork(file, [], { serviceName: 'Retort engine', stdio: 'inherit' })
  }

  /** Hands it a page's port. */
  connect(port: MessagePortMain): void {
    this.#child.postMessage('connect', [port])
  }

  onReady(listener: () => void): void {
    this.#onMessage('ready', listener)
  }

  onPong(listener: () => void): void {
    this.#onMessage('pong', listener)
  }

  onExit(listener: () => void): void {
    this.#child.once('exit', listener)
  }

  ping(): void {
    this.#child.postMessage('ping')
  }

  kill(): void {
    // UtilityProcess.kill() asks; an engine inside a long statement does not hear it.
    if (this.#child.pid !== undefined) process.kill(this.#child.pid, 'SIGKILL')
  }

  #onMessage(wanted: string, listener: () => void): void {
    this.#child.on('message', (message: unknown) => {
      if (message === wanted) listener()
    })
  }
}
