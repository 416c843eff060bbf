import type { ComparisonRules } from '../../dialects/dialect'
import type { Schema } from '../../schema/schema'
import { columnOf, type Table } from '../../schema/table'
import type { CompareOptions, TextComparison } from './comparison'
import type { ComparedObject, ObjectKind } from './hooks'

/** A table as it is wanted and as it was found, with all that comparing the two needs. */
export interface TablePair {
  readonly wanted: Table
  readonly found: Table
  readonly schemas: { readonly wanted: Schema; readonly found: Schema }
  readonly rules: ComparisonRules
  readonly options: CompareOptions
  readonly texts: TextComparison
}

type Named = ComparedObject & { readonly name: string | null }

/** What is new, what is gone, and what is there on both sides: each as far as the project lets it take part. */
export interface Sides<Item> {
  readonly added: readonly Item[]
  readonly removed: readonly Item[]
}

export function includedSides<Item extends Named>(
  { added, removed }: Sides<Item>,
  kind: ObjectKind,
  { options: { includeObject } }: Pick<TablePair, 'options'>,
): Sides<Item> {
  const counterpart = (item: Item, others: readonly Item[]): Item | null =>
    others.find(other => item.name !== null && other.name === item.name) ?? null
  const refused = new Set<Item>()
  for (const item of added) {
    const replaced = counterpart(item, removed)
    if (includeObject(item, item.name, kind, false, replaced)) continue
    refused.add(item)
    if (replaced !== null) refused.add(replaced)
  }
  for (const item of removed)
    if (counterpart(item, added) === null && !includeObject(item, item.name, kind, true, null)) refused.add(item)
  return { added: added.filter(item => !refused.has(item)), removed: removed.filter(item => !refused.has(item)) }
}

/**
 * Pairs what is wanted with what was found: by name where a name is wanted, else by definition, whatever the found one's
 * name, unless another is wanted by that name. What has no partner is new or gone; a pair of one name with two definitions is both.
 */
export function unmatched<Item extends { readonly name: string | null }>(
  wanted: readonly Item[],
  found: readonly Item[],
  same: (wanted: Item, found: Item) => boolean,
): Sides<Item> {
  const removed = [...found]
  const take = (isPartner: (item: Item) => boolean): boolean => {
    const position = removed.findIndex(isPartner)
    if (position >= 0) removed.splice(position, 1)
    return position >= 0
  }
  const named = wanted.filter(({ name }) => name !== null)
  const unnamed = wanted.filter(({ name }) => name === null)
  const spoken = new Set(named.map(({ name }) => name))
  const added = new Set([
    ...named.filter(item => !take(other => other.name === item.name && same(item, other))),
    ...unnamed.filter(item => !take(other => !spoken.has(other.name) && same(item, other))),
  ])
  return { added: wanted.filter(item => added.has(item)), removed }
}

/** Columns that are dropped and added anew, because no change in place leads from one to the other. */
export function replacedColumns({ wanted, found, texts }: TablePair): readonly string[] {
  return wanted.columns
    .filter(column => {
      const before = columnOf(found, column.name)
      if (before === undefined) return false
      if (column.generated?.stored !== before.generated?.stored) return true
      return !texts.same(column.generated?.sql ?? null, before.generated?.sql ?? null)
    })
    .map(({ name }) => name)
}

/** Whether something stands on a column that is about to be replaced, and so has to be made anew. */
export const standsOn = (columns: readonly string[], replaced: readonly string[]): boolean =>
  columns.some(column => replaced.includes(column))
