import type { Command } from 'commander'
import { unshielded } from '../arguments'
import { changedInWords } from '../changed-in-words'
import type { CommandContext } from '../command-context'
import { revisionLine, revisionLines } from '../format-revision'

export function registerHistoryCommands(program: Command, contextOf: () => CommandContext): void {
  registerHistory(program, contextOf)
  program
    .command('current')
    .description('say which revisions the database is at')
    .option('--check-heads', 'exit 1 unless the database is at every head')
    .action(async ({ checkHeads = false }: { checkHeads?: boolean }) => {
      const { current } = await import('../../commands/current')
      const context = contextOf()
      const { terminal } = context
      const result = await current(await context.openProject(), { findsChanged: terminal.options.verbose })
      terminal.result(
        result,
        result.revisions.map(record =>
          terminal.options.verbose
            ? revisionLines(record, terminal).join('\n')
            : `${record.revision}${record.isHead ? ' (head)' : ''}`,
        ),
      )
      if (result.revisions.length === 0) terminal.say('The database is at base: no revision has run.')
      if (result.changedRevisions) terminal.say(changedInWords(result.changedRevisions))
      if (checkHeads && !result.isUpToDate) {
        terminal.say('The database is not at every head: run `retort upgrade heads`.')
        context.answerNo()
      }
    })

  program
    .command('heads')
    .description('list the revisions that nothing comes after')
    .option('--resolve-dependencies', 'leave out heads that others depend on')
    .action(async ({ resolveDependencies = false }: { resolveDependencies?: boolean }) => {
      const { heads } = await import('../../commands/heads')
      const context = contextOf()
      const records = await heads(await context.openProject(), { resolveDependencies })
      context.terminal.result(
        records,
        records.map(record => revisionLine(record, context.terminal)),
      )
      if (records.length === 0) context.terminal.say(NONE_YET)
    })

  program
    .command('show')
    .description('say all that is known of a revision')
    .argument('<rev>')
    .action(async (identifier: string) => {
      const { show } = await import('../../commands/show')
      const context = contextOf()
      const records = await show(await context.openProject(), unshielded(identifier))
      context.terminal.result(
        records.length === 1 ? records[0] : records,
        records.flatMap(record => revisionLines(record, context.terminal)),
      )
    })
}

const NONE_YET = 'There are no revisions yet.'

interface HistoryOptions {
  readonly revRange?: string
  readonly indicateCurrent?: boolean
  readonly applied?: boolean
}

function registerHistory(program: Command, contextOf: () => CommandContext): void {
  program
    .command('history')
    .description('list the revisions, newest first')
    .option('-r, --rev-range <range>', 'A:B, A:, :B, -3:current')
    .option('-i, --indicate-current', "mark the database's revisions")
    .option('--applied', 'what was run on this database: when, how long, by which version')
    .action(async ({ revRange, indicateCurrent = false, applied = false }: HistoryOptions) => {
      const { history } = await import('../../commands/history')
      const context = contextOf()
      const range = revRange === undefined ? null : unshielded(revRange)
      if (applied) return listApplied(context, range)
      const records = await history(await context.openProject(), { range, indicateCurrent })
      const { terminal } = context
      terminal.result(
        records,
        records.map(record =>
          terminal.options.verbose
            ? revisionLines(record, terminal).join('\n')
            : revisionLine(record, terminal, indicateCurrent),
        ),
      )
      if (records.length === 0 && range === null) terminal.say(NONE_YET)
    })
}

async function listApplied(context: CommandContext, range: string | null): Promise<void> {
  const { appliedHistory } = await import('../../commands/applied-history')
  const { terminal } = context
  const records = await appliedHistory(await context.openProject(), { range })
  terminal.result(
    records,
    records.map(({ at, direction, revision, message, durationMs, ...record }) => {
      const code = record.checksum === null ? '' : `, code ${record.checksum.slice(0, 8)}`
      const how = `${durationMs} ms, version ${record.version ?? 'unknown'}${code}`
      const changed = record.isChanged ? terminal.yellow(' (changed since)') : ''
      const words = [at, direction.padEnd(9), terminal.bold(revision), message, terminal.dim(`(${how})`)]
      return `${words.filter(word => word !== '').join(' ')}${changed}`
    }),
  )
  if (records.length === 0) terminal.say('Nothing was run on this database from this project.')
}
