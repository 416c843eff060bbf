import type { ComparisonRules } from '../../dialects/dialect'
import type { Operation } from '../../operations/operation'
import { tableOf, type Schema } from '../../schema/schema'
import type { TableName } from '../../schema/table-name'
import { stepAside } from '../keys'
import { inOrder } from '../order'
import { defaultCompareOptions, TextComparison, type CompareOptions, type Comparison } from './comparison'
import { visibleTables } from './filters'
import { compareTable, createTableOf, dropTableOf } from './tables'

export type CompareArguments = [
  wanted: Schema,
  found: Schema,
  rules: ComparisonRules,
  options?: Partial<CompareOptions> & {
    /** Both sides were printed by the same server: texts that differ do differ. */
    readonly printed?: boolean
  },
]

/** Finds the operations that turn the found schema into the wanted one, in an order that runs. */
export function compareSchemas(...[wanted, found, rules, options = {}]: CompareArguments): Comparison {
  const { printed = false, ...given } = options
  const resolved = { ...defaultCompareOptions, ...given }
  const schemas = {
    wanted: { ...wanted, tables: wanted.tables.map(table => rules.stored(table)) },
    found: { ...found, tables: visibleTables(found.tables, resolved).map(table => rules.stored(table)) },
  }
  const operations: Operation[] = []
  const undecided: TableName[] = []

  for (const table of schemas.wanted.tables) {
    const before = tableOf(schemas.found, table.name)
    if (!resolved.includeObject(table, table.name.name, 'table', false, before ?? null)) continue
    if (before === undefined) {
      operations.push(...createTableOf(table, resolved))
      continue
    }
    const texts = new TextComparison(rules, rules.serverPrints && !printed)
    operations.push(...compareTable({ wanted: table, found: before, schemas, rules, options: resolved, texts }))
    if (texts.isUndecided) undecided.push(table.name)
  }
  const gone = schemas.found.tables.filter(({ name }) => tableOf(schemas.wanted, name) === undefined)
  for (const table of gone)
    if (resolved.includeObject(table, table.name.name, 'table', true, null)) operations.push(dropTableOf(table))

  operations.push(...stepAside(operations, schemas.found))
  return { operations: inOrder(operations, resolved), undecided }
}
