import type { Project } from './open-project'
import { revisionRecord, type RevisionRecord } from './revision-record'

/** The revisions that nothing comes after. `resolveDependencies` leaves out those that others depend on. */
export async function heads(
  project: Project,
  { resolveDependencies }: { readonly resolveDependencies: boolean },
): Promise<readonly RevisionRecord[]> {
  const { graph } = await project.script()
  return (resolveDependencies ? graph.realHeads : graph.heads).map(id => revisionRecord(graph, id))
}
