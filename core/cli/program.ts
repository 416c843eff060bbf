import { Command, Help } from 'commander'
import { VERSION } from '../version'
import { registerBackupCommands } from './commands/backup'
import { registerCompareCommands } from './commands/compare'
import { registerHistoryCommands } from './commands/history'
import { registerInspectCommands } from './commands/inspect'
import { registerMigrateCommands } from './commands/migrate'
import { registerProjectCommands } from './commands/project'
import { registerProvingCommands } from './commands/prove'
import { registerRevisionCommands } from './commands/revision'
import { registerStudioCommand } from './commands/studio'
import { collect } from './arguments'
import { CommandContext, type GlobalOptions } from './command-context'
import type { Outcome } from './outcome'
import { Terminal } from './terminal'

/** Builds the parser. What a command needs is imported by its action: the others must not wait for it. Actions set `outcome.code`; failures are thrown. */
export function buildProgram(outcome: Outcome, signal: AbortSignal): Command {
  const program = new Command('retort')
    .description(
      'Evolves local database schemas: revisions, autogenerate, upgrade and downgrade, on SQLite and PostgreSQL.',
    )
    .version(VERSION, '--version', 'print the version')
    .option('-c, --config <file>', 'the configuration file (default: retort.config.ts)')
    .option('-n, --name <name>', 'which of the configured databases')
    .option('--all-databases', 'the command on every configured database, one after the other')
    .option('-x <key=value>', 'an argument for the configuration function (repeatable)', collect)
    .option('--url <url>', 'another database than the configured one')
    .option('--json', 'one JSON document on standard output')
    .option('-q, --quiet', 'say nothing but results and errors')
    .option('-v, --verbose', 'say more; with an error, where it happened')
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .showSuggestionAfterError()
    .configureHelp({ subcommandTerm: command => new Help().subcommandTerm(command).replace(/\|\S+/, '') })
    .helpCommand(true)
  const contextOf = (): CommandContext => new CommandContext(program.opts<GlobalOptions>(), outcome, signal)
  for (const register of REGISTRATIONS) register(program, contextOf)
  for (const command of program.commands) acceptUnderscores(command)
  return program
}

const REGISTRATIONS = [
  registerProjectCommands,
  registerRevisionCommands,
  registerMigrateCommands,
  registerHistoryCommands,
  registerInspectCommands,
  registerCompareCommands,
  registerProvingCommands,
  registerBackupCommands,
  registerStudioCommand,
]

function acceptUnderscores(command: Command): void {
  const name = command.name()
  if (name.includes('-')) command.alias(name.replaceAll('-', '_'))
}

/** A terminal for an error that came before the arguments were understood. */
export function terminalFor(argv: readonly string[]): Terminal {
  const has = (...names: string[]): boolean => argv.some(argument => names.includes(argument))
  return new Terminal({ json: has('--json'), quiet: has('-q', '--quiet'), verbose: has('-v', '--verbose') })
}
