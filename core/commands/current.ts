import { requireKnownRows } from '../script/revision-graph/lookup'
import type { Project } from './open-project'
import { readRevisions } from './read-revisions'
import { revisionRecord, type RevisionRecord } from './revision-record'

export interface CurrentResult {
  readonly revisions: readonly RevisionRecord[]
  /** The database is at every head. */
  readonly isUpToDate: boolean
}

/** The revisions the database is at. */
export async function current(project: Project): Promise<CurrentResult> {
  const { graph } = await project.script()
  const rows = await readRevisions(project)
  requireKnownRows(graph, rows)
  return {
    revisions: rows.map(row => revisionRecord(graph, row, rows)),
    isUpToDate: graph.realHeads.every(head => rows.includes(head)),
  }
}
