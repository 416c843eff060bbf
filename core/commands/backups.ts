import type { BackupRecord } from '../backup/catalogue'
import { catalogueOf } from './backup'
import type { Project } from './open-project'

/** The backups of a project, newest first. */
export const backups = (project: Project): Promise<readonly BackupRecord[]> => catalogueOf(project).list()
