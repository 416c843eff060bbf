import type { Command } from 'commander'
import { unshielded } from '../arguments'
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
      const result = await current(await context.openProject())
      const { terminal } = context
      terminal.result(
        result,
        result.revisions.map(record =>
          terminal.options.verbose
            ? revisionLines(record, terminal).join('\n')
            : `${record.revision}${record.isHead ? ' (head)' : ''}`,
        ),
      )
      if (result.revisions.length === 0) terminal.say('The database is at base: no revision has run.')
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

function registerHistory(program: Command, contextOf: () => CommandContext): void {
  program
    .command('history')
    .description('list the revisions, newest first')
    .option('-r, --rev-range <range>', 'A:B, A:, :B, -3:current')
    .option('-i, --indicate-current', "mark the database's revisions")
    .action(async ({ revRange, indicateCurrent = false }: { revRange?: string; indicateCurrent?: boolean }) => {
      const { history } = await import('../../commands/history')
      const context = contextOf()
      const range = revRange === undefined ? null : unshielded(revRange)
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
