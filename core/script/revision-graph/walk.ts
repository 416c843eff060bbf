import { RetortError } from '../../errors'
import { lookUp } from './lookup'
import type { RevisionGraph } from './revision-graph'

export interface Walk {
  /** Above zero: up, towards the heads. */
  readonly steps: number
  /** Where the way up forks, the line to stay on. */
  readonly branch?: string | null
}

/** The ids that are on the line of a label or a revision: before it, it, after it. */
export function onLine(graph: RevisionGraph, ids: readonly string[], branch: string): readonly string[] {
  const line = graph.lineage([lookUp(graph, branch)], { withDependencies: false })
  return ids.filter(id => line.has(id))
}

/**
 * Goes up or down one revision at a time; `base` stands below the first. Null where the way ends too early. Fails with
 * `AMBIGUOUS_WALK` where it forks.
 */
export function walk(graph: RevisionGraph, start: string, { steps, branch = null }: Walk): string | null {
  const line = branch === null ? null : graph.lineage([lookUp(graph, branch)], { withDependencies: false })
  let at = start
  for (let step = 0; step < Math.abs(steps); step += 1) {
    const next = steps > 0 ? above(graph, at).filter(id => line?.has(id) ?? true) : below(graph, at)
    const [only] = next
    if (next.length > 1) throw ambiguousWalk(at, next)
    if (only === undefined) return null
    at = only
  }
  return at
}

const above = (graph: RevisionGraph, id: string): readonly string[] =>
  id === 'base' ? graph.bases : graph.children(id)

function below(graph: RevisionGraph, id: string): readonly string[] {
  if (id === 'base') return []
  return graph.isBase(id) ? ['base'] : graph.parents(id)
}

const ambiguousWalk = (at: string, next: readonly string[]): RetortError =>
  new RetortError('AMBIGUOUS_WALK', `The way forks at ${at}: ${next.join(', ')}.`, {
    hint: 'Name the revision itself, or the line with label@+N.',
  })
