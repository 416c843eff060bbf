import { backups } from './backups'
import { connections } from './connections'
import { diff } from './diff'
import { editor } from './editor'
import { history } from './history'
import { home } from './home'
import { newProject } from './new-project'
import { run } from './run'
import { runs } from './runs'
import { settings } from './settings'
import { shell } from './shell'
import { words } from './words'

export const ru = {
  backups,
  connections,
  diff,
  editor,
  history,
  home,
  newProject,
  run,
  runs,
  settings,
  shell,
  words,
}
