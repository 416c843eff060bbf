import type { Schema } from '../schema/schema'
import type { Project } from './open-project'
import { ScratchRun } from './scratch-run'

/** The schema that the revisions up to these make, seen by running them on a scratch database. */
export const schemaAt = (project: Project, revisions: readonly string[]): Promise<Schema> =>
  ScratchRun.during(project, async run => {
    for (const revision of revisions) await run.upgrade(revision)
    return run.schema()
  })
