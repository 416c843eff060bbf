import type { RevisionGraph } from '../script/revision-graph/revision-graph'

/** A revision as the commands print it; the JSON of `history`, `heads` and `show`. */
export interface RevisionRecord {
  readonly revision: string
  readonly downRevision: readonly string[]
  readonly message: string
  readonly branchLabels: readonly string[]
  readonly dependsOn: readonly string[]
  readonly createDate: string | null
  readonly path: string
  readonly isHead: boolean
  readonly isBase: boolean
  readonly isMergePoint: boolean
  readonly isBranchPoint: boolean
  /** It is one of the rows of the version table; false where the database was not asked. */
  readonly isCurrent: boolean
}

/** `rows` are those of the version table, where it was read. */
export function revisionRecord(graph: RevisionGraph, id: string, rows: readonly string[] = []): RevisionRecord {
  const { downRevisions, message, branchLabels, dependsOn, createDate, path } = graph.get(id)
  return {
    revision: id,
    downRevision: downRevisions,
    message,
    branchLabels,
    dependsOn,
    createDate,
    path,
    isHead: graph.isHead(id),
    isBase: graph.isBase(id),
    isMergePoint: graph.isMergePoint(id),
    isBranchPoint: graph.isBranchPoint(id),
    isCurrent: rows.includes(id),
  }
}
