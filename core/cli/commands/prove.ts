import path from 'node:path'
import type { Command } from 'commander'
import type { TestFailure } from '../../commands/test-revisions'
import { unshielded } from '../arguments'
import type { CommandContext } from '../command-context'
import type { Terminal } from '../terminal'

/** Commands that prove something of the revisions on scratch databases. */
export function registerProvingCommands(program: Command, contextOf: () => CommandContext): void {
  program
    .command('test')
    .description('run every revision up, down and up again on a scratch database')
    .action(async () => {
      const { testRevisions } = await import('../../commands/test-revisions')
      const context = contextOf()
      const { terminal, signal } = context
      const result = await testRevisions(await context.openProject(), {
        signal,
        onRevision: (revision, failures) => tell(revision, failures, terminal),
      })
      terminal.result(result, [])
      const count = result.revisions === 1 ? '1 revision' : `${result.revisions} revisions`
      if (result.passed) terminal.say(`${count}: up, down and up again.`)
      else context.answerNo()
    })

  program
    .command('squash')
    .description('put one revision in the place of a line of them')
    .argument('<range>', 'A:B, both ends included')
    .option('-m, --message <text>', 'what it does (default: the message of the last one)')
    .option('--from-schemas', 'write only what the schema needs, without the statements that change rows')
    .action(async (range: string, { message, fromSchemas = false }: SquashOptions) => {
      const { squash } = await import('../../commands/squash')
      const context = contextOf()
      const { terminal } = context
      const result = await squash(await context.openProject(), {
        range: unshielded(range),
        message: message === undefined ? undefined : unshielded(message),
        fromSchemas,
      })
      const { revision, squashed, kept } = result
      terminal.result({ ...revision, squashed, kept }, [revision.path])
      terminal.say(`${squashed.length} revisions are one: both were run, and make the same schema.`)
      terminal.say(`The old files are in ${path.dirname(kept[0] ?? '')}.`)
    })
}

interface SquashOptions {
  readonly message?: string
  readonly fromSchemas?: boolean
}

function tell(revision: string, failures: readonly TestFailure[], terminal: Terminal): void {
  if (failures.length === 0) terminal.say(`${terminal.green('ok')} ${revision}`)
  for (const { stage, message, operations } of failures) {
    terminal.say(`${terminal.red('no')} ${revision}, ${stage}: ${message}`)
    for (const { description } of operations) terminal.say(`     missing: ${description}`)
  }
}
