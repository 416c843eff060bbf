import path from 'node:path'
import type { Command } from 'commander'
import type { CommandContext } from '../command-context'

export function registerProjectCommands(program: Command, contextOf: () => CommandContext): void {
  program
    .command('init')
    .description('start a project in an empty folder')
    .argument('<dir>', 'the folder; made where it is missing')
    .option('-t, --template <name>', 'default, sql or multidb', 'default')
    .action(async (folder: string, { template }: { template: string }) => {
      const { init } = await import('../../commands/init')
      const { terminal, url } = contextOf()
      const project = await init({ folder: path.resolve(folder), template, ...(url === undefined ? {} : { url }) })
      terminal.result({ folder: project.folder, template, files: project.files }, [])
      for (const file of project.files) terminal.say(`  wrote ${path.relative(process.cwd(), file)}`)
      terminal.say(`Next: describe your tables in ${project.model}, then retort revision --autogenerate -m "…"`)
    })

  program
    .command('list-templates')
    .description('list the kinds of project that init can start')
    .action(async () => {
      const { listTemplates } = await import('../../commands/list-templates')
      const { terminal } = contextOf()
      const templates = await listTemplates()
      terminal.result(
        templates,
        templates.map(({ name, description }) => `${name.padEnd(10)} ${description}`),
      )
    })
}
