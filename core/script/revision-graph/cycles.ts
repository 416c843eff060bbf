import { RetortError } from '../../errors'
import type { Node } from './links'

/** Fails when a revision comes, by whatever way, after itself. */
export function refuseCycles(nodes: ReadonlyMap<string, Node>): void {
  const loop = findLoop(nodes)
  if (loop === null) return
  const [first] = loop
  const path = first === undefined ? undefined : nodes.get(first)?.revision.path
  throw new RetortError('REVISION_CYCLE', `Revisions follow each other in a loop: ${[...loop, first].join(' -> ')}.`, {
    hint: 'Correct downRevision or dependsOn in one of these files.',
    ...(first === undefined ? {} : { revision: first }),
    ...(path === undefined ? {} : { path }),
  })
}

/** Revisions in the order they follow each other, parents first, the last one followed by the first. */
function findLoop(nodes: ReadonlyMap<string, Node>): readonly string[] | null {
  const waiting = new Map([...nodes].map(([id, node]) => [id, node.allParents.length]))
  const ready = [...waiting].filter(([, parents]) => parents === 0).map(([id]) => id)
  for (let id = ready.pop(); id !== undefined; id = ready.pop()) {
    waiting.delete(id)
    for (const child of nodes.get(id)?.allChildren ?? []) {
      const left = (waiting.get(child) ?? 0) - 1
      waiting.set(child, left)
      if (left === 0) ready.push(child)
    }
  }
  const [start] = waiting.keys()
  return start === undefined ? null : walkedLoop(start, id => nodes.get(id)?.allParents.find(up => waiting.has(up)))
}

/** Every revision left has a parent that is left: going up from any must come round. */
function walkedLoop(start: string, parentOf: (id: string) => string | undefined): readonly string[] {
  const trail: string[] = []
  let id: string | undefined = start
  while (id !== undefined && !trail.includes(id)) {
    trail.push(id)
    id = parentOf(id)
  }
  return trail.slice(id === undefined ? 0 : trail.indexOf(id)).reverse()
}
