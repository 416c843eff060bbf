/**
 * Children before parents: a line is followed down until a revision that another line still has to reach first. Takes the
 * heads in the order given, so the result is the same each time.
 */
export function childrenFirst(
  heads: Iterable<string>,
  parentsOf: (id: string) => readonly string[],
): readonly string[] {
  const starts = [...heads]
  const waiting = pendingChildren(starts, parentsOf)
  const order: string[] = []
  const ready = starts.filter(id => (waiting.get(id) ?? 0) === 0).reverse()
  for (let id = ready.pop(); id !== undefined; id = ready.pop()) {
    order.push(id)
    for (const parent of parentsOf(id).toReversed()) {
      const left = (waiting.get(parent) ?? 0) - 1
      waiting.set(parent, left)
      if (left === 0) ready.push(parent)
    }
  }
  return order
}

/** How many children, among what the heads reach, each revision has. */
function pendingChildren(heads: readonly string[], parentsOf: (id: string) => readonly string[]): Map<string, number> {
  const pending = new Map(heads.map(id => [id, 0]))
  const todo = [...pending.keys()]
  for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
    for (const parent of parentsOf(id)) {
      const known = pending.get(parent)
      if (known === undefined) todo.push(parent)
      pending.set(parent, (known ?? 0) + 1)
    }
  }
  return pending
}
