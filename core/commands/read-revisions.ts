import type { ReadConnection } from '../dialects/connection'
import { VersionTable } from '../runtime/version-table'
import type { Project } from './open-project'

export const versionTableOf = ({ dialect, settings }: Project): VersionTable =>
  new VersionTable(dialect, settings.versionTable, settings.versionTableSchema)

/** The rows of the version table. A database that is not there yet, or cannot be reached, is asked elsewhere: here it has none. */
export async function readRevisions(project: Project): Promise<readonly string[]> {
  try {
    return await project.reading(connection => versionTableOf(project).read(connection))
  } catch {
    return []
  }
}

export const revisionsOn = (project: Project, connection: ReadConnection): Promise<readonly string[]> =>
  versionTableOf(project).read(connection)
