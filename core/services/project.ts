import { readdir, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import path from 'node:path'
import { backups } from '../commands/backups'
import { createProject } from '../commands/create-project'
import { openSample } from '../commands/open-sample'
import { projectStatus } from '../commands/project-status'
import { openProject, type Project } from '../commands/open-project'
import type { FolderEntry } from '../contract/project'
import { RetortError } from '../errors'
import { asFailure, os } from './os'
import { plain } from './plain'
import { ProjectWatcher } from './project-watcher'
import { RecentProjects } from './recent-projects'
import type { ServiceContext } from './service-context'

export function projectService(context: ServiceContext) {
  const recent = new RecentProjects(context.userData)
  const opened = async (folder: string) => {
    const project = await context.project({ project: folder })
    await recent.add(project.settings.folder)
    return infoOf(project, await othersOf(project))
  }
  return {
    recent: os.project.recent.handler(async () => plain(await recent.list())),

    forget: os.project.forget.handler(async ({ input }) => plain(await recent.remove(input.folder))),

    openSample: os.project.openSample.handler(async () => opened(await openSample(context.samplesFolder))),

    open: os.project.open.handler(({ input }) => opened(path.resolve(input.folder))),

    create: os.project.create.handler(async ({ input }) => {
      const { url } = await createProject(input)
      if (input.password !== undefined) context.remember(url.shown, input.password)
      return opened(path.resolve(input.folder))
    }),

    state: os.project.state.handler(async ({ input }) => {
      const project = await context.project(input).catch((error: unknown) => asFailure(error))
      if ('code' in project)
        return plain({ status: { kind: 'broken' as const, failure: project }, serverVersion: null, counts: NO_COUNTS })
      const { status, counts, serverVersion } = await projectStatus(project)
      return plain({
        status: 'error' in status ? { kind: status.kind, failure: asFailure(status.error) } : status,
        serverVersion,
        counts: { ...counts, backups: (await backups(project)).length },
      })
    }),

    watch: os.project.watch.handler(async function* ({ input, signal }) {
      const { settings } = await context.project(input)
      yield* new ProjectWatcher(settings).changes(signal ?? new AbortController().signal)
    }),

    browse: os.project.browse.handler(async ({ input }) => browse(path.resolve(input.folder ?? homedir()))),
  }
}

const NO_COUNTS = { revisions: 0, pending: 0, differences: null, backups: 0 }

/** The databases under `databases` of the configuration, beside the main one. */
async function othersOf({ settings }: Project): Promise<readonly Project[]> {
  const request = { cwd: settings.folder, configFile: settings.configFile, x: {} }
  return Promise.all(settings.databaseNames.map(name => openProject({ ...request, name })))
}

function infoOf(project: Project, others: readonly Project[]) {
  const { folder, model } = project.settings
  return {
    folder,
    name: path.basename(folder),
    databases: [project, ...others].map(({ settings: { databaseName, url } }) => ({
      name: databaseName,
      dialect: url.dialect,
      url: url.shown,
      label: labelOf(url.database, url.dialect),
    })),
    modelPaths: model.map(file => path.relative(folder, file)),
  }
}

const labelOf = (database: string, dialect: string): string =>
  dialect === 'postgresql' ? database : path.basename(database)

const DATABASE_FILE = /\.(db|sqlite|sqlite3)$/i

async function browse(folder: string) {
  const found = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw new RetortError('PROJECT_NOT_FOUND', `The folder ${folder} cannot be read.`, {
      cause: error,
      hint: 'Choose another folder.',
    })
  })
  const shown = found.filter(entry => !entry.name.startsWith('.'))
  const entries = await Promise.all(
    shown.map(async entry => entryOf(path.join(folder, entry.name), entry.isDirectory())),
  )
  const order = ['project', 'folder', 'database', 'file']
  entries.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || a.name.localeCompare(b.name))
  const parent = path.dirname(folder)
  return { folder, parent: parent === folder ? null : parent, entries }
}

async function entryOf(file: string, isFolder: boolean): Promise<FolderEntry> {
  const name = path.basename(file)
  if (!isFolder) return { name, path: file, kind: DATABASE_FILE.test(name) ? 'database' : 'file' }
  const isProject = await stat(path.join(file, 'retort.config.ts')).then(
    () => true,
    () => false,
  )
  return { name, path: file, kind: isProject ? 'project' : 'folder' }
}
