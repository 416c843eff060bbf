import type { Drawn } from './revision-graphs'

/** A command on the version table, as the model understands it. */
export type VersionCommand =
  | { readonly kind: 'upgrade' | 'downgrade' | 'stamp'; readonly target: string }
  | { readonly kind: 'purge'; readonly target: string }

/**
 * What a database has, told as plainly as can be: a set of applied revisions, and as rows those of it that no other one
 * needs. It knows nothing of plans, orders or changes of rows.
 */
export class VersionModel {
  readonly #parents: ReadonlyMap<string, readonly string[]>
  readonly #needs: ReadonlyMap<string, readonly string[]>
  #applied = new Set<string>()

  constructor(graph: Readonly<Record<string, Drawn>>) {
    const entries = Object.entries(graph)
    this.#parents = new Map(entries.map(([id, { down = [] }]) => [id, down]))
    this.#needs = new Map(entries.map(([id, { down = [], dependsOn = [] }]) => [id, [...down, ...dependsOn]]))
  }

  get rows(): readonly string[] {
    const needed = new Set([...this.#applied].flatMap(id => this.#needs.get(id) ?? []))
    return [...this.#applied].filter(id => !needed.has(id)).sort()
  }

  /** Null where the command is to be refused: then nothing changes. */
  run({ kind, target }: VersionCommand): readonly string[] | null {
    const after = this.#after(kind, target)
    if (after === null) return null
    this.#applied = this.#closed(after)
    return this.rows
  }

  #after(kind: VersionCommand['kind'], target: string): readonly string[] | null {
    if (kind === 'upgrade') return this.#upgraded(target)
    if (kind === 'downgrade') return this.#downgraded(target)
    if (target === 'base') return []
    if (kind === 'purge') return this.#named(target)
    return this.#named(target).reduce<readonly string[]>(
      (rows, id) => [...rows.filter(row => row !== id && !this.#isNeeded(row, id) && !this.#isNeeded(id, row)), id],
      this.rows,
    )
  }

  #upgraded(target: string): readonly string[] | null {
    if (target !== '+1') return [...this.#applied, ...this.#named(target)]
    const [start, ...others] = this.rows
    const next = [...this.#parents].filter(([, parents]) =>
      start === undefined ? parents.length === 0 : parents.includes(start),
    )
    return others.length > 0 || next.length !== 1 ? null : [...this.#applied, ...next.map(([id]) => id)]
  }

  #downgraded(target: string): readonly string[] | null {
    if (target === 'base') return []
    const dropped = [...this.#applied].filter(id =>
      [...this.#applied].some(child => this.#parents.get(child)?.includes(target) && this.#isNeeded(child, id)),
    )
    if (dropped.length === 0 && !this.rows.includes(target)) return null
    return [...this.#applied].filter(id => !dropped.includes(id))
  }

  #named(target: string): readonly string[] {
    if (target === 'base') return []
    const ids = [...this.#needs.keys()]
    const needed = new Set(ids.flatMap(id => this.#needs.get(id) ?? []))
    return target === 'heads' ? ids.filter(id => !needed.has(id)) : [target]
  }

  /** Whether `by` is the revision, or needs it by whatever way. */
  #isNeeded(id: string, by: string): boolean {
    return id === by || (this.#needs.get(by) ?? []).some(need => this.#isNeeded(id, need))
  }

  #closed(ids: readonly string[]): Set<string> {
    return new Set([...this.#needs.keys()].filter(id => ids.some(other => this.#isNeeded(id, other))))
  }
}
