import { RetortError } from '../../errors'
import { parseIdentifier, parseRange } from './identifier'
import { requireKnownRows } from './lookup'
import { upgradeTargets } from './plan-upgrade'
import { resolveAbsolute } from './resolve'
import type { RevisionGraph } from './revision-graph'
import { walk } from './walk'

interface Lower {
  readonly ids: readonly string[]
  /** Only revisions of the line this one is on. */
  readonly branch: string | null
}

/** The revisions of a range `A:B`, both ends included, newest first. `current` stands for the rows of the version table. */
export function historyRange(graph: RevisionGraph, range: string, current: readonly string[] = []): readonly string[] {
  const ends = parseRange(range)
  if (ends === null) {
    throw new RetortError('USAGE', `"${range}" is not a range of revisions.`, {
      hint: 'Write A:B, A: or :B.',
    })
  }
  if (ends.from === 'current' || ends.to === 'current') requireKnownRows(graph, current)
  const from = ends.from ?? 'base'
  const upper = upperEnd(graph, { from, to: ends.to ?? 'heads' }, current)
  const lower = lowerEnd(graph, from, { upper, upperIsCurrent: ends.to === 'current', current })
  return between(graph, upper, lower, range)
}

function upperEnd(
  graph: RevisionGraph,
  { from, to }: { readonly from: string; readonly to: string },
  current: readonly string[],
): readonly string[] {
  if (to === 'current') return current
  const { symbol, steps } = parseIdentifier(to)
  if (steps === null || symbol !== null) return upgradeTargets(graph, [], to)
  return upgradeTargets(graph, from === 'current' ? current : startOf(graph, from), to)
}

const startOf = (graph: RevisionGraph, from: string): readonly string[] => resolveAbsolute(graph, parseIdentifier(from))

interface LowerContext {
  readonly upper: readonly string[]
  readonly upperIsCurrent: boolean
  readonly current: readonly string[]
}

function lowerEnd(graph: RevisionGraph, from: string, { upper, upperIsCurrent, current }: LowerContext): Lower {
  if (from === 'current') return { ids: current, branch: null }
  const identifier = parseIdentifier(from)
  const { branch, symbol, steps } = identifier
  if (steps === null) return { ids: resolveAbsolute(graph, identifier), branch }
  if (symbol !== null) return { ids: upgradeTargets(graph, [], from), branch }
  if (upperIsCurrent && upper.length > 1) throw notOnOneLine(`${from}:current`)
  return { ids: upper.map(id => walkedDown(graph, id, steps)).filter(id => id !== 'base'), branch }
}

/** Where there are fewer revisions, all of them. */
function walkedDown(graph: RevisionGraph, id: string, steps: number): string {
  return walk(graph, id, { steps: Math.min(steps, 0) }) ?? 'base'
}

function between(...[graph, upper, lower, range]: BetweenArguments): readonly string[] {
  const tops = lower.branch === null ? upper : upper.filter(id => isOnBranch(graph, id, lower.branch))
  const required = graph.applied(tops)
  if (lower.ids.some(id => !required.has(id))) throw notOnOneLine(range)
  const before = graph.applied(lower.ids)
  for (const id of lower.ids) before.delete(id)
  const above = lower.ids.length === 0 ? null : graph.descendants(lower.ids, { withDependencies: false })
  return graph.order(tops).filter(id => !before.has(id) && (above?.has(id) ?? true))
}

type BetweenArguments = [graph: RevisionGraph, upper: readonly string[], lower: Lower, range: string]

function isOnBranch(graph: RevisionGraph, id: string, branch: string | null): boolean {
  if (branch === null) return true
  if (graph.labels.has(branch)) return graph.labelsOf(id).has(branch)
  return graph.lineage([id], { withDependencies: false }).has(branch)
}

const notOnOneLine = (range: string): RetortError =>
  new RetortError('NOT_ON_ONE_LINE', `The ends of ${range} are not on one line, the earlier one first.`, {
    hint: 'Choose two revisions of which one follows the other; `retort history` shows them.',
  })
