import type { Command } from 'commander'
import type { CommandContext } from '../command-context'

export function registerBackupCommands(program: Command, contextOf: () => CommandContext): void {
  program
    .command('backup')
    .description('back the database up into one verified file')
    .action(async () => {
      const { backup } = await import('../../commands/backup')
      const context = contextOf()
      const record = await backup(await context.openProject(), {
        signal: context.signal,
        onProgress: (done, total) => context.terminal.progress(`  ${done} of ${total} pages`),
      })
      context.terminal.endProgress()
      const { path, bytes, sha256, createdAt, database } = record
      context.terminal.result({ path, bytes, sha256, createdAt, database }, [path])
      context.terminal.say(`Backed up and verified: ${bytes} bytes.`)
    })

  program
    .command('backups')
    .description('list the backups of this project, newest first')
    .action(async () => {
      const { backups } = await import('../../commands/backups')
      const context = contextOf()
      const records = await backups(await context.openProject())
      context.terminal.result(
        records,
        records.map(
          record => `${record.createdAt}  ${String(record.bytes).padStart(12)}  ${record.path}  ${record.reason}`,
        ),
      )
    })

  program
    .command('restore')
    .description('put the database back to what a backup holds; what is there now is backed up first')
    .argument('<file>')
    .option('--no-backup', 'do not back up what is there now')
    .action(async (file: string, options: { backup: boolean }) => {
      const { restore } = await import('../../commands/restore')
      const context = contextOf()
      const result = await restore(await context.openProject(), {
        file,
        backup: options.backup,
        signal: context.signal,
      })
      context.terminal.result(result, [])
      if (result.before) context.terminal.say(`What was there is kept in ${result.before.path}`)
      context.terminal.say(`Restored from ${result.restored.path}.`)
    })
}
