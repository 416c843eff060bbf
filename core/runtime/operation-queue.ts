import { RetortError } from '../errors'

/**
 * Runs tasks one after the other in the order they are given, whether their promises are awaited or not. The first
 * failure is kept: nothing runs after it, and `settle` throws it even where the caller caught it.
 */
export class OperationQueue {
  #tail: Promise<unknown> = Promise.resolve()
  #failure: { readonly error: unknown } | null = null
  #closed = false

  /** `failures` gathers what this queue and others have failed with. */
  constructor(private readonly failures: Set<unknown> = new Set()) {}

  add<T>(task: () => Promise<T>): Promise<T> {
    if (this.#closed) return Promise.reject(calledTooLate())
    return this.#append(async () => {
      try {
        return await task()
      } catch (error) {
        this.fail(error)
        throw error
      }
    })
  }

  /**
   * A task whose failure the caller may catch. One whose promise nobody waits for fails the queue as any other does.
   */
  attempt(task: () => Promise<void>): Promise<void> {
    if (this.#closed) return Promise.reject(calledTooLate())
    const attempt = new WatchedPromise(
      this.#append(async () => {
        try {
          await task()
        } catch (error) {
          if (!attempt.isWatched) this.fail(error)
          throw error
        }
      }),
    )
    return attempt
  }

  /** Stops the queue: what waits does not run. Only the first failure counts. */
  fail(error: unknown): void {
    this.failures.add(error)
    this.#failure ??= { error }
  }

  /** Waits for all that was given, closes the queue and throws the first failure. */
  async settle(): Promise<void> {
    let tail
    do {
      tail = this.#tail
      await tail
    } while (tail !== this.#tail)
    this.#closed = true
    this.throwFailure()
  }

  throwFailure(): void {
    if (this.#failure) throw this.#failure.error
  }

  #append<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#tail.then(() => {
      this.throwFailure()
      return task()
    })
    this.#tail = result.then(noop, noop)
    return result
  }
}

/** A promise that knows whether somebody waits for its failure. Not a native one: `await` would not tell. */
class WatchedPromise<T> implements Promise<T> {
  readonly [Symbol.toStringTag] = 'WatchedPromise'
  isWatched = false

  constructor(private readonly promise: Promise<T>) {}

  then<A = T, B = never>(
    fulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.isWatched ||= typeof rejected === 'function'
    return this.promise.then(fulfilled, rejected)
  }

  catch<B = never>(rejected?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<T | B> {
    return this.then(undefined, rejected)
  }

  finally(settled?: (() => void) | null): Promise<T> {
    return this.promise.finally(settled)
  }
}

const noop = (): void => undefined

const calledTooLate = (): RetortError =>
  new RetortError('BAD_OPERATION', 'An operation was called after its revision or block had ended.', {
    hint: 'Await the asynchronous work that calls it.',
  })
