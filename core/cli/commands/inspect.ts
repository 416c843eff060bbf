import type { Command } from 'commander'
import type { Branching } from '../../commands/branches'
import { unshielded } from '../arguments'
import type { CommandContext } from '../command-context'
import { revisionLine, revisionLines } from '../format-revision'
import type { Terminal } from '../terminal'

/** Commands on single revisions and on the version table. */
export function registerInspectCommands(program: Command, contextOf: () => CommandContext): void {
  program
    .command('branches')
    .description('list the revisions that several others follow')
    .action(async () => {
      const { branches } = await import('../../commands/branches')
      const { terminal, project } = await opened(contextOf())
      const found = await branches(project)
      terminal.result(
        found.map(({ point }) => point),
        found.flatMap(branching => branchLines(branching, terminal)),
      )
      if (found.length === 0) terminal.say('No revision has several after it.')
    })

  program
    .command('edit')
    .description('open a revision in your editor ($VISUAL, $EDITOR)')
    .argument('<rev>')
    .action(async (identifier: string) => {
      const { edit } = await import('../../commands/edit')
      const { terminal, project } = await opened(contextOf())
      const { VISUAL: visual, EDITOR: editor } = process.env
      const records = await edit(project, unshielded(identifier), {
        editor: visual || editor,
        keepsOutputFree: terminal.options.json,
      })
      terminal.result(records.length === 1 ? records[0] : records, [])
    })

  program
    .command('ensure-version')
    .description('create the version table where it is missing')
    .option('--sql', 'write the script instead')
    .action(async ({ sql = false }: { sql?: boolean }) => {
      const { ensureVersion, ensureVersionScript } = await import('../../commands/ensure-version')
      const { terminal, project } = await opened(contextOf())
      if (sql) {
        const script = ensureVersionScript(project)
        terminal.result({ sql: script }, [script.join('\n\n')])
        return
      }
      const result = await ensureVersion(project)
      terminal.result(result, [])
      terminal.say(result.isCreated ? 'The version table is created.' : 'The version table is there already.')
    })
}

const opened = async (context: CommandContext) => ({
  terminal: context.terminal,
  project: await context.openProject(),
})

function branchLines({ point, children }: Branching, terminal: Terminal): readonly string[] {
  if (terminal.options.verbose) return revisionLines(point, terminal)
  const indent = ' '.repeat((point.downRevision.join(', ') || '<base>').length)
  const lines = children.map(child => revisionLine(child, terminal).replace(/^.*? -> /, `${indent} -> `))
  return [revisionLine(point, terminal), ...lines]
}
