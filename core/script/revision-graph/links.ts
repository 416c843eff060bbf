import { RetortError } from '../../errors'
import { hasReservedCharacter, RESERVED_CHARACTERS, type Revision } from './revision'

/** A revision with its neighbours. `parents` and `children` follow `downRevision`; the others follow `dependsOn` too. */
export interface Node {
  readonly revision: Revision
  readonly parents: readonly string[]
  readonly allParents: readonly string[]
  readonly children: string[]
  readonly allChildren: string[]
}

export interface Links {
  readonly nodes: ReadonlyMap<string, Node>
  /** The revision that carries a label. */
  readonly labels: ReadonlyMap<string, string>
}

/** Joins revisions to a graph. Fails where an id or a label is there twice, or names what is not there. */
export function link(revisions: readonly Revision[]): Links {
  const byId = indexed(revisions)
  const labels = labelled(revisions, byId)
  const nodes = new Map(revisions.map(revision => [revision.revision, nodeOf(revision, byId, labels)]))
  for (const { revision, parents, allParents } of nodes.values()) {
    for (const parent of parents) nodes.get(parent)?.children.push(revision.revision)
    for (const parent of allParents) nodes.get(parent)?.allChildren.push(revision.revision)
  }
  return { nodes, labels }
}

function indexed(revisions: readonly Revision[]): ReadonlyMap<string, Revision> {
  const byId = new Map<string, Revision>()
  for (const revision of revisions) {
    refuseReserved(revision.revision, revision)
    const before = byId.get(revision.revision)
    if (before) {
      throw new RetortError('REVISION_EXISTS', `Two files have the revision ${revision.revision}.`, {
        hint: `Give one of them another id: ${before.path}, ${revision.path}.`,
        revision: revision.revision,
        path: revision.path,
      })
    }
    byId.set(revision.revision, revision)
  }
  return byId
}

function labelled(revisions: readonly Revision[], byId: ReadonlyMap<string, Revision>): ReadonlyMap<string, string> {
  const labels = new Map<string, string>()
  for (const revision of revisions) {
    for (const label of revision.branchLabels) {
      refuseReserved(label, revision)
      const owner = labels.get(label) ?? byId.get(label)?.revision
      if (owner !== undefined) {
        throw new RetortError('REVISION_EXISTS', `The branch label "${label}" names ${owner} already.`, {
          hint: `Choose another label in ${revision.path}.`,
          revision: revision.revision,
          path: revision.path,
        })
      }
      labels.set(label, revision.revision)
    }
  }
  return labels
}

function refuseReserved(name: string, { revision, path }: Revision): void {
  if (!hasReservedCharacter(name)) return
  throw new RetortError('BAD_REVISION_FILE', `"${name}" cannot name a revision.`, {
    hint: `Choose a name without ${[...RESERVED_CHARACTERS].join(' ')} in ${path}.`,
    revision,
    path,
  })
}

function nodeOf(revision: Revision, byId: ReadonlyMap<string, Revision>, labels: ReadonlyMap<string, string>): Node {
  const parents = unique(revision.downRevisions.map(id => (byId.has(id) ? id : refuseMissing(id, revision))))
  const dependencies = revision.dependsOn.map(name =>
    byId.has(name) ? name : (labels.get(name) ?? refuseMissing(name, revision)),
  )
  return { revision, parents, allParents: unique([...parents, ...dependencies]), children: [], allChildren: [] }
}

const unique = (ids: readonly string[]): readonly string[] => (ids.length < 2 ? ids : [...new Set(ids)])

function refuseMissing(name: string, { revision, path }: Revision): never {
  throw new RetortError('REVISION_NOT_FOUND', `${revision} refers to the revision ${name}, and no file has it.`, {
    hint: `Bring the file of ${name} back, or correct ${path}.`,
    revision,
    path,
  })
}
