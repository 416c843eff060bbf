import { RetortError } from '../../errors'
import { refuseCycles } from './cycles'
import { link, type Node } from './links'
import type { Revision } from './revision'
import { childrenFirst } from './topological-order'
import { reach } from './traverse'

/** Which neighbours count: those by `downRevision` alone, or those by `dependsOn` as well. */
export interface LineOptions {
  readonly withDependencies: boolean
}

/**
 * All revisions of a project and how they follow each other. Fails with `REVISION_EXISTS`, `REVISION_NOT_FOUND` or
 * `REVISION_CYCLE` where the files do not make a graph.
 */
export class RevisionGraph {
  /** In the order given. */
  readonly revisions: readonly Revision[]
  /** Revisions that none follows. */
  readonly heads: readonly string[]
  /** Heads that no other revision depends on either: what `heads` upgrades to. */
  readonly realHeads: readonly string[]
  readonly bases: readonly string[]
  /** The revision that carries each label. */
  readonly labels: ReadonlyMap<string, string>
  readonly #nodes: ReadonlyMap<string, Node>
  #inheritedLabels: ReadonlyMap<string, ReadonlySet<string>> | undefined

  constructor(revisions: readonly Revision[]) {
    const { nodes, labels } = link(revisions)
    refuseCycles(nodes)
    this.revisions = revisions
    this.labels = labels
    this.#nodes = nodes
    const ids = [...nodes.keys()]
    this.heads = ids.filter(id => this.children(id).length === 0)
    this.realHeads = ids.filter(id => this.allChildren(id).length === 0)
    this.bases = ids.filter(id => this.parents(id).length === 0)
  }

  has(id: string): boolean {
    return this.#nodes.has(id)
  }

  find(id: string): Revision | undefined {
    return this.#nodes.get(id)?.revision
  }

  /** The revision with this full id. */
  get(id: string): Revision {
    return this.#node(id).revision
  }

  parents = (id: string): readonly string[] => this.#node(id).parents
  children = (id: string): readonly string[] => this.#node(id).children
  /** Parents and what the revision depends on. */
  allParents = (id: string): readonly string[] => this.#node(id).allParents
  /** Children and what depends on the revision. */
  allChildren = (id: string): readonly string[] => this.#node(id).allChildren

  isHead = (id: string): boolean => this.children(id).length === 0
  isBase = (id: string): boolean => this.parents(id).length === 0
  isBranchPoint = (id: string): boolean => this.children(id).length > 1
  isMergePoint = (id: string): boolean => this.parents(id).length > 1

  get branchPoints(): readonly string[] {
    return [...this.#nodes.keys()].filter(this.isBranchPoint)
  }

  /** The revisions and all before them. */
  ancestors(ids: Iterable<string>, { withDependencies }: LineOptions): Set<string> {
    return reach(ids, withDependencies ? this.allParents : this.parents)
  }

  /** The revisions and all after them. */
  descendants(ids: Iterable<string>, { withDependencies }: LineOptions): Set<string> {
    return reach(ids, withDependencies ? this.allChildren : this.children)
  }

  /** The revisions and all before and after them. */
  lineage(ids: Iterable<string>, options: LineOptions): Set<string> {
    const starts = [...ids]
    return new Set([...this.ancestors(starts, options), ...this.descendants(starts, options)])
  }

  /** What a database with these rows has: the rows, all before them, all they depend on. */
  applied(rows: Iterable<string>): Set<string> {
    return this.ancestors(rows, { withDependencies: true })
  }

  /** Newest first, children before parents: all that the heads reach, or the whole graph. */
  order(heads: Iterable<string> = this.realHeads): readonly string[] {
    const starts = new Set(heads)
    return childrenFirst(
      [...this.#nodes.keys()].filter(id => starts.has(id)),
      this.allParents,
    )
  }

  /** The labels of the line a revision is on: its own, those before it, and those after it down to the branch point. */
  labelsOf(id: string): ReadonlySet<string> {
    this.#inheritedLabels ??= this.#spreadLabels()
    return this.#inheritedLabels.get(id) ?? new Set()
  }

  #spreadLabels(): ReadonlyMap<string, ReadonlySet<string>> {
    const spread = new Map<string, Set<string>>()
    for (const [label, owner] of this.labels) {
      for (const id of this.#labelledLine(owner)) {
        const labels = spread.get(id) ?? new Set()
        spread.set(id, labels.add(label))
      }
    }
    return spread
  }

  #labelledLine(owner: string): Iterable<string> {
    const line = this.descendants([owner], { withDependencies: false })
    let [parent, ...others] = this.parents(owner)
    while (parent !== undefined && others.length === 0 && this.allChildren(parent).length < 2) {
      line.add(parent)
      ;[parent, ...others] = this.parents(parent)
    }
    return line
  }

  #node(id: string): Node {
    const node = this.#nodes.get(id)
    if (node) return node
    throw new RetortError('REVISION_NOT_FOUND', `There is no revision ${id}.`, {
      hint: 'List the revisions with `retort history`.',
      revision: id,
    })
  }
}
