import { RetortError } from '../../errors'
import { parseIdentifier, type Identifier } from './identifier'
import { lookUp, notFound } from './lookup'
import type { RevisionGraph } from './revision-graph'
import { onLine, walk } from './walk'

const LINE = { withDependencies: false } as const

/** The revisions that an absolute identifier names: none for `base`, one, or several for `heads`. */
export function resolveAbsolute(graph: RevisionGraph, identifier: Identifier): readonly string[] {
  const { branch, symbol, steps, text } = identifier
  if (steps !== null || symbol === null) throw notFound(text)
  if (symbol === 'base') return branch === null ? [] : onBranch(graph, branch, [])
  if (symbol === 'heads') return branch === null ? graph.realHeads : onLine(graph, graph.heads, branch)
  if (symbol === 'head') return oneHead(graph, branch)
  if (branch === null) return [lookUp(graph, symbol)]
  const line = graph.lineage([lookUp(graph, branch)], LINE)
  const id = lookUp(graph, symbol, candidate => line.has(candidate))
  if (line.has(id)) return [id]
  throw new RetortError('REVISION_NOT_FOUND', `${id} is not on the line of "${branch}".`, {
    hint: `List that line with \`retort history -r ${branch}@base:${branch}@heads\`.`,
    revision: id,
  })
}

/** A branch that is named must be there, even where its revisions do not matter. */
function onBranch(graph: RevisionGraph, branch: string, ids: readonly string[]): readonly string[] {
  lookUp(graph, branch)
  return ids
}

function oneHead(graph: RevisionGraph, branch: string | null): readonly string[] {
  const heads = branch === null ? graph.heads : onLine(graph, graph.heads, branch)
  if (heads.length > 1) throw multipleHeads(heads, branch)
  return heads
}

export const multipleHeads = (heads: readonly string[], branch: string | null = null): RetortError =>
  new RetortError(
    'MULTIPLE_HEADS',
    `There are ${heads.length} heads${branch === null ? '' : ` on the line of "${branch}"`}: ${heads.join(', ')}.`,
    {
      hint: 'Name one of them, say `heads` for all of them, or join them with `retort merge heads`.',
    },
  )

/** The one revision that an absolute identifier names; null for `base`. */
export function resolveOne(graph: RevisionGraph, identifier: Identifier): string | null {
  const ids = resolveAbsolute(graph, identifier)
  if (ids.length > 1) throw multipleHeads(ids)
  return ids[0] ?? null
}

/**
 * The revisions that an identifier names, for `show`, `edit`, `merge`, `revision --head`. `-N` counts down from the heads;
 * `current` is accepted where the rows of the version table are given.
 */
export function resolveRevisions(graph: RevisionGraph, text: string, current?: readonly string[]): readonly string[] {
  if (text === 'current' && current !== undefined) return current
  const identifier = parseIdentifier(text)
  const { branch, symbol, steps } = identifier
  if (steps === null || steps >= 0 || symbol !== null) return resolveAbsolute(graph, identifier)
  return belowHeads(graph, branch).map(head => {
    const id = walk(graph, head, { steps })
    if (id !== null && id !== 'base') return id
    throw new RetortError('UNREACHABLE_REVISION', `There are not ${-steps} revisions below ${head}.`, {
      hint: 'Take fewer steps.',
    })
  })
}

const belowHeads = (graph: RevisionGraph, branch: string | null): readonly string[] =>
  branch === null ? graph.realHeads : onLine(graph, graph.realHeads, branch)
