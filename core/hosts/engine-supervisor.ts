import { RetortError } from '../errors'

/** A running engine, as its host sees it: a forked Node process, or Electron's utility process. */
export interface EngineProcess {
  onReady(listener: () => void): void
  onPong(listener: () => void): void
  onExit(listener: () => void): void
  ping(): void
  /** Ends it at once, whatever it is doing; an unfinished transaction rolls back by itself. */
  kill(): void
}

export interface SupervisorOptions<Process extends EngineProcess> {
  readonly start: () => Process
  /** Told when an engine has ended that the host did not stop. */
  readonly onExit?: () => void
  /** How long a cancel may stay without any sign of life. */
  readonly graceMs?: number
}

const GRACE_MS = 2000

/** Keeps one engine running: starts it when one is needed, replaces one that ended, ends one that no longer listens. */
export class EngineSupervisor<Process extends EngineProcess> {
  readonly #options: SupervisorOptions<Process>
  #current: { readonly process: Process; readonly ready: Promise<Process> } | null = null
  #deadline: NodeJS.Timeout | null = null
  #isStopped = false

  constructor(options: SupervisorOptions<Process>) {
    this.#options = options
  }

  /** The engine that answers, started when there is none. ENGINE_GONE when it ends before it answers. */
  engine(): Promise<Process> {
    if (this.#isStopped) return Promise.reject(engineGone())
    this.#current ??= this.#start()
    return this.#current.ready
  }

  /**
   * Somebody cancels a run. An engine that still answers deals with it between two statements; one that is inside a
   * long statement cannot, and is ended.
   */
  cancelling(): void {
    if (this.#current === null || this.#deadline !== null) return
    const { process } = this.#current
    this.#deadline = setTimeout(() => process.kill(), this.#options.graceMs ?? GRACE_MS)
    process.ping()
  }

  /** Ends the engine for good. */
  stop(): void {
    this.#isStopped = true
    this.#current?.process.kill()
  }

  #start(): { process: Process; ready: Promise<Process> } {
    const process = this.#options.start()
    const ready = new Promise<Process>((resolve, reject) => {
      process.onReady(() => resolve(process))
      process.onExit(() => reject(engineGone()))
    })
    // Whoever asked for it hears of the rejection; an engine nobody waits for may end unheard.
    ready.catch(() => undefined)
    process.onPong(() => this.#clearDeadline())
    process.onExit(() => this.#ended(process))
    return { process, ready }
  }

  #clearDeadline(): void {
    if (this.#deadline !== null) clearTimeout(this.#deadline)
    this.#deadline = null
  }

  #ended(process: Process): void {
    this.#clearDeadline()
    if (this.#current?.process === process) this.#current = null
    if (!this.#isStopped) this.#options.onExit?.()
  }
}

function engineGone(): RetortError {
  return new RetortError('ENGINE_GONE', 'The engine has ended.', {
    hint: 'It starts again by itself; then repeat what you did. The log above says why it ended.',
  })
}
