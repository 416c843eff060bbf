import { RetortError, type ErrorCode } from '../../core/errors'
import type { VersionChange } from '../../core/runtime/version-table'
import { RevisionGraph } from '../../core/script/revision-graph/revision-graph'
import type { Revision } from '../../core/script/revision-graph/revision'

export interface Drawn {
  readonly down?: readonly string[]
  readonly labels?: readonly string[]
  readonly dependsOn?: readonly string[]
}

export const revisionOf = (revision: string, { down = [], labels = [], dependsOn = [] }: Drawn = {}): Revision => ({
  revision,
  downRevisions: down,
  branchLabels: labels,
  dependsOn,
  message: `message of ${revision}`,
  doc: `message of ${revision}`,
  createDate: null,
  path: `/versions/${revision}.ts`,
})

/** A graph drawn by hand: each revision with what it follows. */
export const graphOf = (drawn: Readonly<Record<string, Drawn>>): RevisionGraph =>
  new RevisionGraph(Object.entries(drawn).map(([id, one]) => revisionOf(id, one)))

/** The code of an error of ours; any other is thrown on. */
export function refusal(error: unknown): { readonly code: ErrorCode } {
  if (error instanceof RetortError) return { code: error.code }
  throw error
}

/** The rows of a version table after the changes, done one by one as a database would: each must find its row. */
export function rowsAfter(rows: readonly string[], changes: readonly VersionChange[]): readonly string[] {
  const table = new Set(rows)
  for (const change of changes) {
    if (change.kind !== 'insert') {
      const gone = change.kind === 'update' ? change.from : change.revision
      if (!table.delete(gone)) throw new Error(`There is no row ${gone}.`)
    }
    if (change.kind === 'delete') continue
    const added = change.kind === 'update' ? change.to : change.revision
    if (table.has(added)) throw new Error(`There are two rows ${added}.`)
    table.add(added)
  }
  return [...table].sort()
}
