import type { Project } from './open-project'
import { versionTableOf } from './read-revisions'

export interface EnsureVersionResult {
  /** It was missing. */
  readonly isCreated: boolean
}

/** Creates the version table where it is missing. */
export const ensureVersion = (project: Project): Promise<EnsureVersionResult> =>
  project.writing(async connection => {
    const table = versionTableOf(project)
    if (await table.exists(connection)) return { isCreated: false }
    await table.create(connection)
    return { isCreated: true }
  })

/** The script that creates it. */
export const ensureVersionScript = (project: Project): readonly string[] =>
  versionTableOf(project).script([], 'missing')
