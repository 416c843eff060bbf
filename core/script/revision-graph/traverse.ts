/** All that can be reached from the starts by `next`, the starts included, in the order of discovery. */
export function reach(starts: Iterable<string>, next: (id: string) => readonly string[]): Set<string> {
  const seen = new Set(starts)
  const todo = [...seen]
  for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
    for (const neighbour of next(id)) {
      if (seen.has(neighbour)) continue
      seen.add(neighbour)
      todo.push(neighbour)
    }
  }
  return seen
}
