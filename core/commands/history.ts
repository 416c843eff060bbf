import { historyRange } from '../script/revision-graph/history-range'
import type { Project } from './open-project'
import { readRevisions } from './read-revisions'
import { revisionRecord, type RevisionRecord } from './revision-record'

export interface HistoryOptions {
  /** `A:B`, `A:`, `:B`, `-3:current`; null is everything. */
  readonly range: string | null
  /** Ask the database where it stands. */
  readonly indicateCurrent?: boolean
  /** The rows of the version table, where they are known already. */
  readonly rows?: readonly string[]
}

/** The revisions, newest first, children before parents. The database is asked only where it matters. */
export async function history(
  project: Project,
  { range, indicateCurrent = false, rows: known }: HistoryOptions,
): Promise<readonly RevisionRecord[]> {
  const { graph } = await project.script()
  const needsRows = indicateCurrent || (range?.includes('current') ?? false)
  const rows = known ?? (needsRows ? await readRevisions(project) : [])
  const ids = range === null ? graph.order() : historyRange(graph, range, rows)
  return ids.map(id => revisionRecord(graph, id, rows))
}
