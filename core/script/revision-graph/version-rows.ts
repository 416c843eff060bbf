import type { VersionChange } from '../../runtime/version-table'
import type { RevisionGraph } from './revision-graph'

/** Follows the rows of the version table through a plan: one row for each head that nothing else implies. */
export class VersionRows {
  readonly #graph: RevisionGraph
  readonly #rows: Set<string>
  readonly #applied: Set<string>

  constructor(graph: RevisionGraph, rows: readonly string[]) {
    this.#graph = graph
    this.#rows = new Set(rows)
    this.#applied = graph.applied(rows)
  }

  get rows(): readonly string[] {
    return [...this.#rows].sort()
  }

  /** What an upgrade of the revision does to the rows: it takes the place of those it follows, or is one more. */
  upgrade(revision: string): readonly VersionChange[] {
    const replaced = this.#graph.allParents(revision).filter(parent => this.#rows.has(parent))
    this.#applied.add(revision)
    return this.#replace(replaced, [revision])
  }

  /** What a downgrade does: those it followed are rows again, unless a revision that stays follows them as well. */
  downgrade(revision: string): readonly VersionChange[] {
    this.#applied.delete(revision)
    if (!this.#rows.has(revision)) return []
    const isKept = (parent: string): boolean =>
      this.#rows.has(parent) || this.#graph.allChildren(parent).some(child => this.#applied.has(child))
    return this.#replace(
      [revision],
      this.#graph.allParents(revision).filter(parent => !isKept(parent)),
    )
  }

  #replace(from: readonly string[], to: readonly string[]): readonly VersionChange[] {
    for (const row of from) this.#rows.delete(row)
    for (const row of to) this.#rows.add(row)
    return replaceRows(from, to)
  }
}

/** Rows put in the place of others with as few changes as can be: one is updated, the rest deleted or inserted. */
export function replaceRows(from: readonly string[], to: readonly string[]): readonly VersionChange[] {
  const [last, target] = [from.at(-1), to.at(-1)]
  if (last === undefined) return to.map(revision => ({ kind: 'insert', revision }))
  if (target === undefined) return from.map(revision => ({ kind: 'delete', revision }))
  return [
    ...from.slice(0, -1).map(revision => ({ kind: 'delete', revision }) as const),
    ...to.slice(0, -1).map(revision => ({ kind: 'insert', revision }) as const),
    { kind: 'update', from: last, to: target },
  ]
}
