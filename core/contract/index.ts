import { backups } from './backups'
import { connections } from './connections'
import { diff } from './diff'
import { engine } from './engine'
import { history } from './history'
import { project } from './project'
import { revisions } from './revisions'
import { runs } from './runs'

/** All that the page may ask of the engine. */
export const contract = { backups, connections, diff, engine, history, project, revisions, runs }

export type Contract = typeof contract
