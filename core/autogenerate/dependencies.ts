import type { ForeignKey } from '../schema/constraint'
import type { Table } from '../schema/table'
import { qualified, sameTable } from '../schema/table-name'

/** A table in its place among others. `cut` are the foreign keys that close a circle: they cannot be there from the start. */
export interface PlacedTable {
  readonly table: Table
  readonly cut: readonly ForeignKey[]
}

/** Tables so that each comes after those it refers to; where several may come next, the first of the list does. */
export function inDependencyOrder(tables: readonly Table[]): readonly PlacedTable[] {
  const waiting = [...tables]
  const placed: PlacedTable[] = []
  while (waiting.length > 0) {
    const next = waiting.find(table => keysToOthers(table, waiting).length === 0) ?? firstInCircle(waiting)
    if (next === undefined) break
    placed.push({ table: next, cut: keysToOthers(next, waiting) })
    waiting.splice(waiting.indexOf(next), 1)
  }
  return placed
}

/** The table without some of its foreign keys. */
export const withoutKeys = (table: Table, keys: readonly ForeignKey[]): Table =>
  keys.length === 0 ? table : { ...table, foreignKeys: table.foreignKeys.filter(key => !keys.includes(key)) }

const keysToOthers = (table: Table, others: readonly Table[]): readonly ForeignKey[] =>
  table.foreignKeys.filter(
    ({ referredTable }) =>
      !sameTable(referredTable, table.name) && others.some(({ name }) => sameTable(name, referredTable)),
  )

/** Cutting anywhere else would cut a key that closes no circle. */
function firstInCircle(tables: readonly Table[]): Table | undefined {
  return tables.find(start => {
    const reached = new Set<string>()
    const ahead = [start]
    for (let table = ahead.pop(); table !== undefined; table = ahead.pop())
      for (const { referredTable } of keysToOthers(table, tables)) {
        if (reached.has(qualified(referredTable))) continue
        reached.add(qualified(referredTable))
        ahead.push(...tables.filter(({ name }) => sameTable(name, referredTable)))
      }
    return reached.has(qualified(start.name))
  })
}
