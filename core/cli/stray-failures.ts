import path from 'node:path'
import { asRetortError, RetortError } from '../errors'

/**
 * Failures that reach nobody: of a timer in a project's file, of a promise that it does not wait for. And its opposite,
 * a promise that is waited for and never settles: Node then ends the process in the middle of the command.
 */
export class StrayFailures {
  /** Never resolves. */
  readonly first: Promise<never>
  happened = false
  #hear: (error: unknown) => void = () => undefined

  constructor() {
    this.first = new Promise((_resolve, reject) => {
      this.#hear = error => {
        this.happened = true
        reject(error)
      }
    })
    this.first.catch(() => undefined)
    process.on('uncaughtException', this.#heard)
    process.once('beforeExit', this.#nothingLeft)
  }

  /** The command has ended: what comes now is only told, and the exit code is that of a failure. */
  onlyReport(report: (error: unknown) => Promise<void>): void {
    process.off('beforeExit', this.#nothingLeft)
    this.#hear = error => {
      process.exitCode = 1
      void report(error)
    }
  }

  readonly #heard = (error: unknown): void => this.#hear(error)

  readonly #nothingLeft = (): void =>
    this.#hear(
      new RetortError('MIGRATION_FAILED', 'The command waits for something that never comes; nothing open was kept.', {
        hint: 'Look for a promise that is never settled in the revision or in the configuration.',
      }),
    )
}

/** Such a failure as an error of ours: one of a project's file is no defect of the program. */
export async function strayFailure(error: unknown): Promise<RetortError> {
  const { placeOf } = await import('../script/module-loader')
  const place = placeOf(error)
  if (error instanceof RetortError || place === null) return asRetortError(error)
  const message = error instanceof Error ? error.message : String(error)
  return new RetortError('MIGRATION_FAILED', `${path.basename(place)} threw where nothing could catch it: ${message}`, {
    path: place,
    cause: error,
    hint: 'Nothing that was open was kept. Await all that the file starts.',
  })
}
