import type { Command } from 'commander'
import type { CommandContext } from '../command-context'

export function registerStudioCommand(program: Command, contextOf: () => CommandContext): void {
  program
    .command('studio')
    .description('open the app')
    .option('--browser', 'in the browser')
    .option('--electron', 'in its own window, or not at all')
    .option('--port <port>', 'the port of the browser host')
    .option('--no-open', 'print the address, open nothing')
    .action(async (options: { browser?: boolean; electron?: boolean; port?: string; open: boolean }) => {
      const { studioHost } = await import('../start-studio')
      const { terminal, signal } = contextOf()
      await studioHost({ ...options, project: process.cwd(), signal, say: text => terminal.say(text) })
    })
}
