/** Events pushed on one side, read as an async iterator on the other. Pushing never waits. */
export class EventChannel<Event> implements AsyncIterable<Event> {
  #waiting: Event[] = []
  #ended = false
  #wake: () => void = () => undefined

  push(event: Event): void {
    if (this.#ended) return
    this.#waiting.push(event)
    this.#wake()
  }

  /** The last event. */
  end(event: Event): void {
    this.push(event)
    this.#ended = true
    this.#wake()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Event, void> {
    for (;;) {
      const events = this.#waiting
      this.#waiting = []
      yield* events
      if (this.#waiting.length > 0) continue
      if (this.#ended) return
      await new Promise<void>(resolve => {
        this.#wake = resolve
      })
    }
  }
}
