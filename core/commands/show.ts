import { resolveRevisions } from '../script/revision-graph/resolve'
import type { Project } from './open-project'
import { readRevisions } from './read-revisions'
import { revisionRecord, type RevisionRecord } from './revision-record'

/** The revisions that an identifier names. The database is asked only for `current`. */
export async function show(project: Project, identifier: string): Promise<readonly RevisionRecord[]> {
  const { graph } = await project.script()
  const rows = identifier === 'current' ? await readRevisions(project) : []
  return resolveRevisions(graph, identifier, rows).map(id => revisionRecord(graph, id, rows))
}
