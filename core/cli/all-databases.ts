import { CommanderError } from 'commander'
import { asRetortError, RetortError } from '../errors'
import { shielded } from './arguments'
import { CommandContext, type GlobalOptions } from './command-context'
import type { Outcome } from './outcome'
import { buildProgram } from './program'
import { Terminal } from './terminal'

const FLAG = '--all-databases'

/** Commands that are not about a database. */
const OTHERS: readonly string[] = ['init', 'list-templates', 'list_templates', 'studio', 'help']

export const isForAllDatabases = (argv: readonly string[]): boolean => argv.includes(FLAG)

/**
 * Runs one command on every database of the configuration, one after the other. What fails on one is reported, and the
 * next one follows. The exit code is the worst of them.
 */
export async function runOnAllDatabases(argv: readonly string[], outcome: Outcome, signal: AbortSignal): Promise<void> {
  const rest = argv.filter(argument => argument !== FLAG)
  const { options, command } = parsed(rest, signal)
  requireUsable(options, command)
  const reports: Report[] = []
  for (const name of await databasesOf(options, signal)) {
    signal.throwIfAborted()
    if (!options.json && !options.quiet) process.stderr.write(`${name ?? 'the main database'}:\n`)
    const report = await runOn(name, { rest, options, signal })
    reports.push(report)
    outcome.code = Math.max(outcome.code, report.exitCode)
  }
  if (options.json) new Terminal({ json: true, quiet: false, verbose: false }).result(reports, [])
}

interface Report {
  /** The key under `databases`; null is the main database. */
  readonly database: string | null
  readonly exitCode: number
  /** What the command printed, or why it failed. */
  readonly result?: unknown
  readonly error?: unknown
}

interface Run {
  readonly rest: readonly string[]
  readonly options: GlobalOptions
  readonly signal: AbortSignal
}

async function runOn(database: string | null, { rest, options, signal }: Run): Promise<Report> {
  let printed = ''
  const print = (text: string): void => void (printed += text)
  const outcome: Outcome = { code: 0, ...(options.json && { print }) }
  const named = database === null ? rest : ['-n', database, ...rest]
  try {
    await buildProgram(outcome, signal).parseAsync(shielded(named), { from: 'user' })
  } catch (error) {
    // Wrong usage is the same for all of them.
    if (error instanceof CommanderError) throw error
    const failure = asRetortError(error)
    outcome.code = failure.exitCode
    const { quiet = false, verbose = false, json = false } = options
    new Terminal({ quiet, verbose, json, ...(json && { print }) }).failure(failure)
  }
  const document: unknown = printed === '' ? null : JSON.parse(printed)
  const isFailure = typeof document === 'object' && document !== null && 'error' in document
  return { database, exitCode: outcome.code, ...(isFailure ? document : { result: document }) }
}

function parsed(argv: readonly string[], signal: AbortSignal) {
  const program = buildProgram({ code: 0 }, signal)
  const { operands } = program.parseOptions([...shielded(argv)])
  return { options: program.opts<GlobalOptions>(), command: operands[0] ?? '' }
}

function requireUsable({ name, url }: GlobalOptions, command: string): void {
  const other = name === undefined ? (url === undefined ? null : '--url') : '-n'
  if (other !== null) {
    throw new RetortError('USAGE', `${FLAG} and ${other} exclude each other.`, { hint: `Leave one of them out.` })
  }
  if (!OTHERS.includes(command)) return
  throw new RetortError('USAGE', `${command} is not about a database.`, { hint: `Leave ${FLAG} out.` })
}

/** The main database, where there is one, and the named ones. */
async function databasesOf(options: GlobalOptions, signal: AbortSignal): Promise<readonly (string | null)[]> {
  const settingsOf = async (given: GlobalOptions) =>
    (await new CommandContext(given, { code: 0 }, signal).openProject()).settings
  const { databaseNames } = await settingsOf({ ...options, url: 'sqlite::memory:' })
  if (databaseNames.length === 0) return [null]
  const hasMain = await settingsOf(options).then(
    () => true,
    () => false,
  )
  return hasMain ? [null, ...databaseNames] : databaseNames
}
