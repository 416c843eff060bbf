import type { VersionChange } from '../../runtime/version-table'
import { parseIdentifier } from './identifier'
import { lookUp, requireKnownRows } from './lookup'
import { resolveAbsolute } from './resolve'
import type { RevisionGraph } from './revision-graph'
import { replaceRows } from './version-rows'

export interface StampPlan {
  /** The rows afterwards. */
  readonly rows: readonly string[]
  readonly changes: readonly VersionChange[]
}

export interface StampOptions {
  /** Empty the table first, whatever stands in it. */
  readonly purge?: boolean
}

const RELATED = { withDependencies: true } as const

/**
 * What makes the version table say that the database stands at the targets. A target takes the place of the rows before and
 * after it; rows of other lines stay.
 */
export function planStamp(...[graph, rows, targets, options = {}]: StampArguments): StampPlan {
  if (!options.purge) requireKnownRows(graph, rows)
  const left = new Set(options.purge ? [] : rows)
  const changes: VersionChange[] = options.purge ? rows.map(revision => ({ kind: 'delete', revision })) : []
  const wanted = targets.map(target => resolved(graph, target))
  const kept = new Set(wanted.flatMap(({ ids }) => ids))
  for (const { ids, cleared } of wanted) {
    for (const row of [...left].filter(each => cleared(each) && !kept.has(each))) {
      left.delete(row)
      changes.push({ kind: 'delete', revision: row })
    }
    for (const id of ids) changes.push(...placed(graph, id, { left, kept }))
  }
  return { rows: [...left].sort(), changes }
}

type StampArguments = [
  graph: RevisionGraph,
  rows: readonly string[],
  targets: readonly string[],
  options?: StampOptions,
]

interface Wanted {
  readonly ids: readonly string[]
  /** Whether `base` takes this row away. */
  readonly cleared: (row: string) => boolean
}

function resolved(graph: RevisionGraph, target: string): Wanted {
  const identifier = parseIdentifier(target)
  const ids = resolveAbsolute(graph, identifier)
  if (identifier.symbol !== 'base') return { ids, cleared: () => false }
  if (identifier.branch === null) return { ids, cleared: () => true }
  const line = graph.lineage([lookUp(graph, identifier.branch)], RELATED)
  return { ids, cleared: row => line.has(row) }
}

interface Rows {
  readonly left: Set<string>
  /** Rows that other targets want. */
  readonly kept: ReadonlySet<string>
}

function placed(graph: RevisionGraph, id: string, { left, kept }: Rows): readonly VersionChange[] {
  if (left.has(id)) return []
  const related = graph.lineage([id], RELATED)
  const replaced = [...left].filter(row => related.has(row) && !kept.has(row))
  for (const row of replaced) left.delete(row)
  left.add(id)
  return replaceRows(replaced, [id])
}
