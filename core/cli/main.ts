import { CommanderError } from 'commander'
import { asRetortError, RetortError } from '../errors'
import { shielded } from './arguments'
import { buildProgram, terminalFor } from './program'

/** Runs the command line. Resolves to the exit code; printing and exiting happen nowhere deeper. */
export async function main(argv: readonly string[]): Promise<number> {
  const interrupted = new AbortController()
  const outcome = { code: 0 }
  const program = buildProgram(outcome, interrupted.signal)
  const interrupt = (): void => interrupted.abort()
  process.once('SIGINT', interrupt)
  process.once('SIGTERM', interrupt)
  try {
    await program.parseAsync(shielded(argv), { from: 'user' })
    return outcome.code
  } catch (error) {
    return report(error, argv)
  } finally {
    process.off('SIGINT', interrupt)
    process.off('SIGTERM', interrupt)
  }
}

function report(error: unknown, argv: readonly string[]): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0
    const message = error.message.replace(/^error: /, '')
    error = new RetortError('USAGE', message, { hint: 'Run `retort --help`, or `retort COMMAND --help`.' })
  }
  const failure = asRetortError(error)
  terminalFor(argv).failure(failure)
  return failure.exitCode
}
