import { AsyncLocalStorage } from 'node:async_hooks'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Performer } from '../dialects/session'
import { RetortError } from '../errors'
import { describe } from '../operations/describe'
import { Operations, type OperationRunner, type ResultRow } from '../operations/op'
import type { Operation } from '../operations/operation'
import { OperationQueue } from './operation-queue'

/** `upgrade` or `downgrade` of a revision file. */
export type RevisionFunction = (op: Operations) => unknown

/** Carries out what a revision's code asks for, in order, through the session's performer. */
export class MigrationContext implements OperationRunner {
  readonly #performer: Performer
  readonly #queues = new AsyncLocalStorage<OperationQueue>()
  /** What a queue knows of already: a failure is told as unhandled too where the code does not wait for its operation. */
  readonly #failures = new Set<unknown>()
  #hasCommitted = false

  constructor(performer: Performer) {
    this.#performer = performer
  }

  /** Whether an autocommit block was entered: what came before it stays, whatever happens after. */
  get hasCommitted(): boolean {
    return this.#hasCommitted
  }

  /** Runs a revision's code to its end: all that it called, awaited or not. */
  async runBody(body: RevisionFunction): Promise<void> {
    const queue = new OperationQueue(this.#failures)
    const hear = (error: unknown): void => {
      if (!this.#failures.has(error)) queue.fail(error)
    }
    process.on('unhandledRejection', hear)
    try {
      await this.#inQueue(async () => {
        await body(new Operations(this))
      }, queue)
    } finally {
      // Node tells at the end of a turn of the promises that failed and that nobody waits for.
      await nextTurn()
      process.off('unhandledRejection', hear)
    }
    queue.throwFailure()
  }

  run(operation: Operation | (() => Promise<Operation>)): Promise<readonly ResultRow[] | null> {
    return this.#queue.add(async () =>
      this.#perform(typeof operation === 'function' ? await this.#made(operation) : operation),
    )
  }

  autocommit(work: () => Promise<void>): Promise<void> {
    return this.#queue.add(() => {
      this.#hasCommitted = true
      return this.#performer.autocommit(() => this.#inQueue(work))
    })
  }

  savepoint(work: () => Promise<void>): Promise<void> {
    return this.#queue.attempt(() => this.#performer.savepoint(() => this.#inQueue(work)))
  }

  async #perform(operation: Operation): Promise<readonly ResultRow[] | null> {
    try {
      return await this.#performer.perform(operation)
    } catch (error) {
      throw error instanceof RetortError ? error.with({ operation: describe(operation).text }) : error
    }
  }

  async #made(make: () => Promise<Operation>): Promise<Operation> {
    const made: Operation[] = []
    await this.#inQueue(async () => {
      made.push(await make())
    })
    return made[0] as Operation
  }

  /** A block has a queue of its own: calls made inside it run inside it, whatever goes on outside. */
  async #inQueue(work: () => Promise<void>, queue = new OperationQueue(this.#failures)): Promise<void> {
    await this.#queues.run(queue, async () => {
      try {
        await work()
      } catch (error) {
        queue.fail(error)
      }
      await queue.settle()
    })
  }

  get #queue(): OperationQueue {
    const queue = this.#queues.getStore()
    if (queue) return queue
    throw new RetortError('BAD_OPERATION', 'An operation was called outside its revision.', {
      hint: 'Call operations inside upgrade() or downgrade() only.',
    })
  }
}
