import { BackupCatalogue, BY_HAND, type BackupRecord } from '../backup/catalogue'
import type { Project } from './open-project'
import { readRevisions } from './read-revisions'

export interface BackupCommandOptions {
  readonly signal?: AbortSignal
  readonly reason?: string
  readonly onProgress?: (done: number, total: number) => void
}

export const catalogueOf = ({ settings }: Project): BackupCatalogue =>
  new BackupCatalogue(settings.backup.directory, settings.backup.keep)

/** Backs the project's database up into one verified file. */
export const backup = (project: Project, options: BackupCommandOptions = {}): Promise<BackupRecord> =>
  project.keepingOpen(() => takeBackup(project, options))

async function takeBackup(project: Project, options: BackupCommandOptions): Promise<BackupRecord> {
  const { reason = BY_HAND, signal, onProgress } = options
  return catalogueOf(project).create({
    url: project.settings.url,
    method: project.dialect.backup,
    revisions: await readRevisions(project),
    reason,
    options: {
      ...project.connectOptions,
      ...(signal === undefined ? {} : { signal }),
      ...(onProgress === undefined ? {} : { onProgress }),
    },
  })
}
