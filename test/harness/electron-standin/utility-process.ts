import { fork, type ChildProcess } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { constants } from 'node:os'
import { app } from './app'
import { createBridge, type Wire } from './bridge'
import type { MessagePortMain } from './message-port'
import { standin } from './standin'

interface ForkOptions {
  serviceName?: string
  stdio?: 'inherit' | 'pipe' | 'ignore'
  env?: NodeJS.ProcessEnv
}

export class UtilityProcess extends EventEmitter {
  readonly #child: ChildProcess
  readonly #bridge = createBridge('m', message => this.#send(message))

  constructor(modulePath: string, args: string[], { stdio = 'inherit', env = process.env }: ForkOptions) {
    super()
    this.#child = fork(modulePath, args, {
      env,
      serialization: 'advanced',
      stdio: ['ignore', stdio, stdio, 'ipc'],
      execArgv: ['--import', standin.utilityPreload],
    })
    this.#child.on('message', (message: Wire) => {
      if (!this.#bridge.receive(message)) this.emit('message', message.data)
    })
    void once(this.#child, 'spawn').then(() => this.emit('spawn'))
    this.#child.once('exit', (code, signal) => {
      this.#bridge.closeAll()
      // Electron reports the status that waitpid gives: a signal's number.
      this.emit('exit', code ?? constants.signals[signal!])
    })
  }

  #send(message: Wire): void {
    if (this.#child.connected) this.#child.send(message, () => undefined)
  }

  get pid(): number | undefined {
    return this.#child.exitCode === null && this.#child.signalCode === null ? this.#child.pid : undefined
  }

  kill(): boolean {
    return this.#child.kill()
  }

  postMessage(data: unknown, transfer: MessagePortMain[] = []): void {
    this.#send({ kind: 'parent', data, ports: transfer.map(port => this.#bridge.give(port.detach())) })
  }
}

export const utilityProcess = {
  fork(modulePath: string, args: string[] = [], options: ForkOptions = {}): UtilityProcess {
    if (!app.isReady()) throw new Error('utilityProcess cannot be created before app is ready')
    const utility = new UtilityProcess(standin.utilityProgram ?? modulePath, args, options)
    standin.utilities.push(utility)
    return utility
  },
}
