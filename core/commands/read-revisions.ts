import { VersionTable } from '../runtime/version-table'
import type { Project } from './open-project'

export const versionTableOf = ({ dialect, settings }: Project): VersionTable =>
  new VersionTable(dialect, settings.versionTable, settings.versionTableSchema)

/** The rows of the version table: where the database stands. */
export const readRevisions = (project: Project): Promise<readonly string[]> =>
  project.reading(connection => versionTableOf(project).read(connection))
