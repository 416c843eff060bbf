import type { Command } from 'commander'
import { changedInWords } from '../changed-in-words'
import type { CommandContext } from '../command-context'

export function registerCompareCommands(program: Command, contextOf: () => CommandContext): void {
  program
    .command('check')
    .description('exit 1 where the model and the database differ')
    .action(async () => {
      const { check } = await import('../../commands/check')
      const context = contextOf()
      const result = await check(await context.openProject())
      context.terminal.result(
        result,
        result.operations.map(operation => operation.description),
      )
      if (result.changedRevisions) context.terminal.say(changedInWords(result.changedRevisions))
      if (result.isUpToDate) {
        context.terminal.say('The database is what the model says.')
        return
      }
      context.terminal.say(`${countOf(result.operations.length)}: run \`retort revision --autogenerate -m "…"\`.`)
      context.answerNo()
    })

  program
    .command('diff')
    .description('show how the model and the database differ, or any two of them')
    .option('--sql', 'as SQL')
    .option('--from <x>', 'a URL, a model file or a revision (default: the database)')
    .option('--to <x>', 'a URL, a model file or a revision (default: the model)')
    .action(async ({ sql = false, from, to }: { sql?: boolean; from?: string; to?: string }) => {
      const { diff } = await import('../../commands/diff')
      const context = contextOf()
      const result = await diff(await context.openProject(), { from: from ?? null, to: to ?? null })
      const lines = sql
        ? result.sql.map(text => `${text.replace(/;?\s*$/, '')};`)
        : result.operations.map(operation => operation.description)
      context.terminal.result(result, lines)
      if (result.isUpToDate) context.terminal.say('No difference.')
    })
}

const countOf = (count: number): string => (count === 1 ? '1 difference' : `${count} differences`)
