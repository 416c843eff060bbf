import { asFailure, type Failure } from '../client/failure'

/** One thing a view asks for: under way, or failed with what to say about it. */
export class Task {
  isRunning = $state(false)
  failure = $state.raw<Failure | null>(null)

  /** Runs the work and answers its result; null when it failed, with `failure` saying how. */
  async run<Result>(work: () => Promise<Result>): Promise<Result | null> {
    this.isRunning = true
    this.failure = null
    try {
      return await work()
    } catch (error) {
      this.failure = asFailure(error)
      return null
    } finally {
      this.isRunning = false
    }
  }
}
