import type { Project } from './open-project'
import { revisionRecord, type RevisionRecord } from './revision-record'

export interface Branching {
  readonly point: RevisionRecord
  /** What comes right after it, one a branch. */
  readonly children: readonly RevisionRecord[]
}

/** The revisions that several others follow, newest first. */
export async function branches(project: Project): Promise<readonly Branching[]> {
  const { graph } = await project.script()
  return graph
    .order()
    .filter(graph.isBranchPoint)
    .map(id => ({
      point: revisionRecord(graph, id),
      children: graph.children(id).map(child => revisionRecord(graph, child)),
    }))
}
