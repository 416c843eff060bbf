import { backup, catalogueOf } from '../commands/backup'
import { backups } from '../commands/backups'
import { restore } from '../commands/restore'
import { os } from './os'
import { plain } from './plain'
import type { ServiceContext } from './service-context'

export const backupsService = (context: ServiceContext) => ({
  list: os.backups.list.handler(async ({ input }) => plain(await backups(await context.project(input)))),

  create: os.backups.create.handler(async ({ input, signal }) =>
    plain(await backup(await context.project(input), signal ? { signal } : {})),
  ),

  verify: os.backups.verify.handler(async ({ input }) => {
    const project = await context.project(input)
    return plain(await catalogueOf(project).verify(input.path, project.dialect.backup))
  }),

  restore: os.backups.restore.handler(async ({ input, signal }) => {
    const project = await context.project(input)
    return plain(await restore(project, { file: input.path, backup: true, ...(signal && { signal }) }))
  }),

  remove: os.backups.remove.handler(async ({ input }) => {
    const project = await context.project(input)
    await catalogueOf(project).remove(input.path)
    return plain(await backups(project))
  }),
})
