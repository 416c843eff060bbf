import { EventEmitter, on } from 'node:events'
import type { ShellEvent } from '../core/contract/shell'

/** What the window has to tell the page. What is to be opened waits until a page listens. */
export class ShellEvents {
  readonly #emitter = new EventEmitter()
  #waiting: ShellEvent[] = []

  tell(event: ShellEvent): void {
    if (this.#emitter.listenerCount('event') > 0) this.#emitter.emit('event', event)
    else if (event.kind === 'open') this.#waiting = [event]
  }

  async *follow(signal: AbortSignal): AsyncGenerator<ShellEvent, void> {
    const events = on(this.#emitter, 'event', { signal })
    const waiting = this.#waiting
    this.#waiting = []
    try {
      yield* waiting
      for await (const [event] of events) yield event as ShellEvent
    } catch (error) {
      if (!signal.aborted) throw error
    }
  }
}
