import { backupsService } from './backups'
import { connectionsService } from './connections'
import { diffService } from './diff'
import { engineService } from './engine'
import { historyService } from './history'
import { os } from './os'
import { projectService } from './project'
import { revisionsService } from './revisions'
import { runsService } from './runs'
import type { ServiceContext } from './service-context'

export { ServiceContext } from './service-context'

/** The answers to the whole contract, for one engine. */
export const createServices = (context: ServiceContext) =>
  os.router({
    backups: backupsService(context),
    connections: connectionsService(context),
    diff: diffService(context),
    engine: engineService(),
    history: historyService(context),
    project: projectService(context),
    revisions: revisionsService(context),
    runs: runsService(context),
  })
