import type { Command } from 'commander'
import type { MigrateResult } from '../../commands/migrate'
import type { OfflineScript } from '../../commands/migrate-offline'
import type { Direction, MigrationEvent } from '../../runtime/run-migrations'
import { unshielded } from '../arguments'
import type { CommandContext } from '../command-context'
import type { Terminal } from '../terminal'

interface MigrateOptions {
  readonly sql?: boolean
  readonly tag?: string
  readonly backup: boolean
  readonly dryRun?: boolean
  readonly sqliteVersion?: string
}

export function registerMigrateCommands(program: Command, contextOf: () => CommandContext): void {
  for (const direction of ['upgrade', 'downgrade'] as const) {
    program
      .command(direction)
      .description(direction === 'upgrade' ? 'run revisions up to a target' : 'take revisions back down to a target')
      .argument(
        '<rev>',
        direction === 'upgrade' ? 'head, +1, an id, A:B with --sql' : 'base, -1, an id; with --sql A:B',
      )
      .option('--sql', 'write the script instead of running it')
      .option('--tag <tag>', 'a word for the configuration')
      .option('--no-backup', 'do not back the database up first')
      .option('--dry-run', 'say what would be run on this database, and run nothing')
      .action((identifier: string, options: MigrateOptions) =>
        run({ direction, target: unshielded(identifier), options }, contextOf()),
      )
  }

  program
    .command('stamp')
    .description('write the version table without running anything')
    .argument('<rev...>')
    .option('--sql', 'write the script instead')
    .option('--tag <tag>', 'a word for the configuration')
    .option('--purge', 'empty the version table first')
    .action(async (identifiers: string[], { sql = false, purge = false, tag }: StampOptions) => {
      const { stamp } = await import('../../commands/stamp')
      const context = contextOf()
      const project = await context.openProject({ tag })
      const result = await stamp(project, {
        targets: identifiers.map(unshielded),
        purge,
        offline: sql,
      })
      if (sql) context.terminal.result({ sql: result.sql }, result.sql.length === 0 ? [] : [result.sql.join('\n\n')])
      else context.terminal.result({ from: result.from, to: result.to, steps: result.steps, backup: null }, [])
      if (!sql) context.terminal.say(`The database is stamped ${namesOf(result.to)}.`)
    })
}

interface StampOptions {
  readonly sql?: boolean
  readonly purge?: boolean
  readonly tag?: string
}

interface Request {
  readonly direction: Direction
  readonly target: string
  readonly options: MigrateOptions
}

async function run({ direction, target, options }: Request, context: CommandContext): Promise<void> {
  const { terminal, signal } = context
  const project = await context.openProject({ tag: options.tag })
  if (options.sql) {
    const { migrateOffline } = await import('../../commands/migrate-offline')
    const script = await migrateOffline(project, { direction, target, signal })
    terminal.result({ sql: script.sql }, script.sql.length === 0 ? [] : [script.sql.join('\n\n')])
    terminal.say(startOf(script))
    return
  }
  const { migrate } = await import('../../commands/migrate')
  const result = await migrate(project, {
    direction,
    target,
    signal,
    backup: options.backup,
    dryRun: options.dryRun ?? false,
    onEvent: event => tell(event, terminal),
  })
  terminal.endProgress()
  const steps = options.dryRun ? result.steps : result.steps.map(({ sql: _sql, ...step }) => step)
  terminal.result(
    { from: result.from, to: result.to, steps, backup: result.backup },
    options.dryRun ? planLines(result) : [],
  )
  if (!options.dryRun) conclude(result, terminal)
}

function startOf({ from, source, sql }: OfflineScript): string {
  const names = namesOf(from)
  if (sql.length === 0) return `Nothing to do from ${names}.`
  if (source === 'database') return `From ${names}, where the database stands. Another start is written FROM:TO.`
  return `From ${names}.${source === 'none' ? ' For an empty database.' : ''}`
}

function tell(event: MigrationEvent, terminal: Terminal): void {
  if (event.kind === 'stepDone') {
    terminal.endProgress()
    const { report } = event
    const statements = report.statements === 1 ? '1 statement' : `${report.statements} statements`
    const arrow = report.direction === 'upgrade' ? terminal.green('↑') : terminal.yellow('↓')
    terminal.say(
      [arrow, report.revision, report.message, terminal.dim(`${statements}, ${report.durationMs} ms`)]
        .filter(part => part !== '')
        .join(' '),
    )
  } else if (event.kind === 'rows') {
    terminal.progress(`  ${event.table}: ${event.done} of ${event.total} rows`)
  } else if (event.kind === 'statement') {
    terminal.detail(`  ${event.sql.replace(/\s+/g, ' ').slice(0, 200)}`)
  } else if (event.kind === 'note' || event.kind === 'waiting') {
    terminal.endProgress()
    terminal.say(`  ${event.message}`)
  }
}

function planLines({ steps }: MigrateResult): readonly string[] {
  return steps.flatMap(step => [
    `-- ${step.direction} ${step.revision}, ${step.message}`,
    ...step.sql.map(sql => `${sql.replace(/;?\s*$/, '')};`),
    '',
  ])
}

function conclude({ steps, to, backup }: MigrateResult, terminal: Terminal): void {
  if (steps.length === 0) terminal.say(`Nothing to do: the database is at ${namesOf(to)}.`)
  else terminal.say(`Done: the database is at ${namesOf(to)}.`)
  if (backup !== null) terminal.say(terminal.dim(`Backup: ${backup}`))
}

const namesOf = (revisions: readonly string[]): string => (revisions.length === 0 ? 'base' : revisions.join(', '))
