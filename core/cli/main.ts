import { CommanderError } from 'commander'
import { asRetortError, RetortError } from '../errors'
import { isForAllDatabases, runOnAllDatabases } from './all-databases'
import { shielded } from './arguments'
import type { Outcome } from './outcome'
import { buildProgram, terminalFor } from './program'
import { strayFailure, StrayFailures } from './stray-failures'

/** Runs the command line. Resolves to the exit code; printing and exiting happen nowhere deeper. */
export async function main(argv: readonly string[]): Promise<number> {
  const interrupted = new AbortController()
  const outcome = { code: 0 }
  const interrupt = (): void => interrupted.abort()
  process.once('SIGINT', interrupt)
  process.once('SIGTERM', interrupt)
  process.stdout.on('error', unlessNobodyReads)
  keepResultsAlone()
  const strays = new StrayFailures()
  try {
    await Promise.race([run(argv, outcome, interrupted.signal), strays.first])
    return outcome.code
  } catch (error) {
    if (!strays.happened) return report(error, argv)
    // What the command was about may still hold the process open.
    process.exit(report(await strayFailure(error), argv))
  } finally {
    strays.onlyReport(async error => terminalFor(argv).lateFailure(await strayFailure(error)))
    process.off('SIGINT', interrupt)
    process.off('SIGTERM', interrupt)
  }
}

async function run(argv: readonly string[], outcome: Outcome, signal: AbortSignal): Promise<void> {
  if (isForAllDatabases(argv)) return runOnAllDatabases(argv, outcome, signal)
  await buildProgram(outcome, signal).parseAsync(shielded(argv), { from: 'user' })
}

/** What a project's files print is for people: standard output holds a script or a document, and nothing between. */
function keepResultsAlone(): void {
  const { error } = console
  Object.assign(console, { log: error, info: error, debug: error })
}

/** `retort history | head`: the reader has seen enough, which is no failure. */
function unlessNobodyReads(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}

function report(error: unknown, argv: readonly string[]): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0
    const message = error.code === 'commander.help' ? 'No command is given.' : asSentence(error.message)
    error = new RetortError('USAGE', message, { hint: 'Run `retort --help`, or `retort COMMAND --help`.' })
  }
  const failure = asRetortError(error)
  terminalFor(argv).failure(failure)
  return failure.exitCode
}

function asSentence(message: string): string {
  const text = message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ')
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`
}
