import type { Command } from 'commander'
import type { MergeConflict } from '../../commands/merge-conflicts'
import { RetortError } from '../../errors'
import { collect, unshielded } from '../arguments'
import type { CommandContext } from '../command-context'

interface RevisionOptions {
  readonly message?: string
  readonly autogenerate?: boolean
  readonly head: string
  readonly splice?: boolean
  readonly sql?: boolean
  readonly branchLabel?: string
  readonly versionPath?: string
  readonly revId?: string
  readonly dependsOn?: readonly string[]
}

type MergeOptions = Pick<RevisionOptions, 'message' | 'branchLabel' | 'revId'>

export function registerRevisionCommands(program: Command, contextOf: () => CommandContext): void {
  program
    .command('revision')
    .description('write a new revision file')
    .option('-m, --message <text>', 'what it does, in a few words')
    .option('--autogenerate', 'fill it with what the model and the database differ in')
    .option('--head <rev>', 'the revision it comes after', 'head')
    .option('--splice', 'allow a revision that is no head as the one before')
    .option('--branch-label <label>', 'a name for the branch that begins here')
    .option('--version-path <folder>', 'the version location to write to')
    .option('--rev-id <id>', 'its id')
    .option('--depends-on <rev>', 'a revision that must be there first (repeatable)', collect)
    .option('--sql', 'refused: a new revision runs nothing')
    .action(async (options: RevisionOptions) => {
      if (options.sql) throw NOTHING_TO_SCRIPT
      const { createRevision } = await import('../../commands/revision')
      const context = contextOf()
      const { terminal } = context
      const { revision, operations } = await createRevision(await context.openProject(), {
        message: unshielded(options.message ?? ''),
        autogenerate: options.autogenerate ?? false,
        head: unshielded(options.head),
        splice: options.splice ?? false,
        branchLabel: options.branchLabel ?? null,
        versionPath: options.versionPath ?? null,
        revisionId: options.revId ?? null,
        dependsOn: (options.dependsOn ?? []).map(unshielded),
      })
      terminal.result(operations === null ? revision : { ...revision, operations }, [revision.path])
      for (const operation of operations ?? []) terminal.say(`  ${operation.description}`)
      if (operations?.length === 0) terminal.say('The database is what the model says: the revision is empty.')
    })

  program
    .command('merge')
    .description('write a revision that joins several heads')
    .argument('<rev...>', 'the heads; `heads` for all of them')
    .option('-m, --message <text>', 'what it does, in a few words')
    .option('--branch-label <label>', 'a name for the branch that begins here')
    .option('--rev-id <id>', 'its id')
    .action(async (heads: string[], { message = '', branchLabel, revId }: MergeOptions) => {
      const { merge } = await import('../../commands/merge')
      const context = contextOf()
      const { terminal } = context
      const { revision, conflicts } = await merge(await context.openProject(), {
        message: unshielded(message),
        heads: heads.map(unshielded),
        branchLabel: branchLabel ?? null,
        revisionId: revId ?? null,
      })
      terminal.result({ ...revision, conflicts }, [revision.path])
      for (const conflict of conflicts) for (const line of conflictLines(conflict)) terminal.say(line)
    })
}

const NOTHING_TO_SCRIPT = new RetortError(
  'USAGE',
  'revision writes a file and runs nothing: there is no script of it.',
  {
    hint: 'Leave --sql out; `retort upgrade REV --sql` writes the script of a revision.',
  },
)

function conflictLines({ table, column, name, operations }: MergeConflict): readonly string[] {
  const part = column ?? name
  const subject = table === undefined ? part : part === undefined ? `the table ${table}` : `${table}.${part}`
  return [
    `Several branches touch ${subject}:`,
    ...operations.map(({ revision, description }) => `  ${revision}: ${description}`),
  ]
}
