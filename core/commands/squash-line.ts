import path from 'node:path'
import type { RevisionBodies } from '../autogenerate/render/render-revision'
import { RetortError } from '../errors'
import type { NewRevision } from '../script/new-revision'
import { historyRange } from '../script/revision-graph/history-range'
import type { RevisionGraph } from '../script/revision-graph/revision-graph'

/** Revisions of which each follows the one before and nothing else. */
export interface Line {
  /** The first one first. */
  readonly ids: readonly string[]
  readonly first: string
  readonly last: string
  /** What the line begins after, and what its revisions depend on. */
  readonly parents: readonly string[]
}

/** The revisions of a range, where one revision can stand in their place. */
export function lineOf(graph: RevisionGraph, range: string): Line {
  const ids = historyRange(graph, range).toReversed()
  const [first, last] = [ids[0], ids.at(-1)]
  if (first === undefined || last === undefined || ids.length < 2) {
    throw new RetortError('USAGE', `${range} names fewer than two revisions.`, {
      hint: 'Write A:B, the first and the last revision of the line.',
    })
  }
  for (const [index, id] of ids.entries()) {
    const follows = index === 0 || (graph.parents(id).length === 1 && graph.parents(id)[0] === ids[index - 1])
    const others = graph.allChildren(id).filter(child => !ids.includes(child))
    if (follows && (id === last || others.length === 0)) continue
    throw new RetortError('NOT_ON_ONE_LINE', `${range} is no single line: ${whyNot(id, follows, others)}.`, {
      revision: id,
      hint: 'Squash the part before or after it.',
    })
  }
  const parents = [...new Set(ids.flatMap(graph.allParents))].filter(parent => !ids.includes(parent))
  return { ids, first, last, parents }
}

const whyNot = (id: string, follows: boolean, others: readonly string[]): string =>
  follows ? `${others.join(', ')} comes after ${id} or depends on it` : `${id} does not just follow the one before`

export interface MergedRevision {
  readonly bodies: RevisionBodies
  readonly message: string | undefined
}

/** The one revision: it has the id of the last, so that databases and files that know that one need no change. */
export function mergedRevision(graph: RevisionGraph, line: Line, { bodies, message }: MergedRevision): NewRevision {
  const { ids, first, last } = line
  const revisions = ids.map(id => graph.get(id))
  const inside = new Set(revisions.flatMap(({ revision, branchLabels }) => [revision, ...branchLabels]))
  return {
    revision: last,
    message: message ?? graph.get(last).message,
    downRevisions: graph.get(first).downRevisions,
    branchLabels: revisions.flatMap(({ branchLabels }) => branchLabels),
    dependsOn: [...new Set(revisions.flatMap(({ dependsOn }) => dependsOn))].filter(name => !inside.has(name)),
    upgrade: bodies.upgrade,
    downgrade: bodies.downgrade,
    imports: bodies.imports,
    folder: path.dirname(graph.get(last).path),
  }
}
