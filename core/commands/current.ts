import { requireKnownRows } from '../script/revision-graph/lookup'
import { changedRevisions } from './applied-history'
import type { Project } from './open-project'
import { readRevisions } from './read-revisions'
import { revisionRecord, type RevisionRecord } from './revision-record'

export interface CurrentResult {
  readonly revisions: readonly RevisionRecord[]
  /** The database is at every head. */
  readonly isUpToDate: boolean
  /** Applied revisions whose code is another one than what was run; only where that is asked for and there are some. */
  readonly changedRevisions?: readonly string[]
}

/** The revisions the database is at. */
export async function current(
  project: Project,
  { findsChanged = false }: { readonly findsChanged?: boolean } = {},
): Promise<CurrentResult> {
  const { graph } = await project.script()
  const rows = await readRevisions(project)
  requireKnownRows(graph, rows)
  const changed = findsChanged ? await changedRevisions(project, () => Promise.resolve(rows)) : []
  return {
    revisions: rows.map(row => revisionRecord(graph, row, rows)),
    isUpToDate: graph.realHeads.every(head => rows.includes(head)),
    ...(changed.length === 0 ? {} : { changedRevisions: changed }),
  }
}
