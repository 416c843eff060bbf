import { RetortError } from '../errors'
import { resolveRevisions } from '../script/revision-graph/resolve'
import { mergeConflicts, type MergeConflict } from './merge-conflicts'
import type { Project } from './open-project'
import { createRevision, type RevisionOptions } from './revision'
import type { RevisionRecord } from './revision-record'

export interface MergeOptions extends Pick<RevisionOptions, 'message' | 'branchLabel' | 'revisionId'> {
  /** Revision identifiers; `heads` for all heads. */
  readonly heads: readonly string[]
}

export interface MergeResult {
  readonly revision: RevisionRecord
  /** What several of the branches touch since they parted: a person should look there. */
  readonly conflicts: readonly MergeConflict[]
}

/** Writes a revision that joins several heads. */
export async function merge(project: Project, { heads, ...options }: MergeOptions): Promise<MergeResult> {
  const script = await project.script()
  const parents = [...new Set(heads.flatMap(identifier => resolveRevisions(script.graph, identifier)))]
  if (parents.length < 2) {
    throw new RetortError(
      'USAGE',
      `There is nothing to merge: ${heads.join(' ')} names ${parents[0] ?? 'no revision'}.`,
      {
        hint: 'Name two heads or more; `retort heads` lists them.',
      },
    )
  }
  const { revision } = await createRevision(project, { ...options, head: parents })
  return { revision, conflicts: await mergeConflicts(script, parents) }
}
