import type { CreateTable } from '../operations/create-table'
import type { DropTable } from '../operations/drop-table'
import type { Operation } from '../operations/operation'
import { createOf, dropOf } from '../operations/reverse'
import { qualified, type TableName } from '../schema/table-name'
import { namesFor } from './compare/naming'
import { inDependencyOrder, withoutKeys, type PlacedTable } from './dependencies'
import { restsOnNewKey } from './keys'

export interface OrderOptions {
  /** Changes of one table stay together, to be one batch. */
  readonly rendersAsBatch: boolean
}

/** The same operations in an order that runs: what stands on something goes before it, and comes after it. Stable. */
export function inOrder(operations: readonly Operation[], { rendersAsBatch }: OrderOptions): readonly Operation[] {
  const all = breakCircles(operations)
  const site = new Site(all)
  const places = all.map((operation, position) => ({ operation, position, ...site.placeOf(operation, rendersAsBatch) }))
  return places
    .sort((a, b) => a.phase - b.phase || a.table - b.table || a.step - b.step || a.position - b.position)
    .map(({ operation }) => operation)
}

/** Foreign keys in a circle are created after their tables, and dropped before them; so are those whose key is not there yet. */
function breakCircles(operations: readonly Operation[]): readonly Operation[] {
  const creates = operations.filter(operation => operation.kind === 'createTable')
  const drops = operations.filter(operation => operation.kind === 'dropTable')
  const others = operations.filter(({ kind }) => kind !== 'createTable' && kind !== 'dropTable')
  const created = inDependencyOrder(creates.map(({ table }) => table)).map(({ table, cut }) => ({
    table,
    cut: table.foreignKeys.filter(key => cut.includes(key) || restsOnNewKey(key, operations)),
  }))
  const dropped = [...inDependencyOrder(drops.flatMap(({ was }) => (was === null ? [] : [was])))].reverse()
  return [
    ...dropped.flatMap(({ table, cut }) => cut.map(key => dropOf(table.name, key))),
    ...dropped.flatMap(placed => dropOfPlaced(placed, drops)),
    ...drops.filter(({ was }) => was === null),
    ...created.flatMap(placed => createOfPlaced(placed, creates)),
    ...others,
    ...created.flatMap(({ table, cut }) =>
      namesFor({ wanted: table, found: table }, cut).map(key => createOf(table.name, key)),
    ),
  ]
}

const dropOfPlaced = ({ table, cut }: PlacedTable, drops: readonly DropTable[]): readonly Operation[] =>
  drops.filter(({ was }) => was === table).map(drop => ({ ...drop, was: withoutKeys(table, cut) }))

const createOfPlaced = ({ table, cut }: PlacedTable, creates: readonly CreateTable[]): readonly Operation[] =>
  creates.filter(create => create.table === table).map(create => ({ ...create, table: withoutKeys(table, cut) }))

const PHASES = { dropForeignKey: 0, dropTable: 1, createTable: 2, drop: 3, change: 4, createForeignKey: 5 } as const

/** Dropped tables stand in the order of their dependencies before they get here. */
const ALREADY_IN_ORDER = 0

interface Place {
  readonly phase: number
  readonly table: number
  readonly step: number
}

/** All that happens in one comparison, as far as the place of an operation depends on it. */
class Site {
  readonly #tables: readonly string[]
  readonly #created: ReadonlySet<string>
  readonly #dropped: ReadonlySet<string>
  /** Tables whose keys or columns change, so that what refers to them waits. */
  readonly #unsettled: ReadonlySet<string>
  readonly #addedColumns: ReadonlySet<string>

  constructor(operations: readonly Operation[]) {
    const tablesOf = (...kinds: Operation['kind'][]): Set<string> =>
      new Set(operations.filter(({ kind }) => kinds.includes(kind)).map(homeOf))
    this.#tables = [...new Set(operations.map(homeOf))]
    this.#created = tablesOf('createTable')
    this.#dropped = tablesOf('dropTable')
    this.#unsettled = new Set([
      ...tablesOf('createUniqueConstraint', 'createPrimaryKey', 'addColumn', 'dropColumn'),
      ...operations.filter(op => op.kind === 'dropConstraint' && op.type !== 'foreignKey').map(homeOf),
    ])
    this.#addedColumns = new Set(
      operations.filter(op => op.kind === 'addColumn').map(op => `${homeOf(op)}\0${op.column.name}`),
    )
  }

  placeOf(operation: Operation, together: boolean): Place {
    const home = homeOf(operation)
    const table = operation.kind === 'dropTable' ? ALREADY_IN_ORDER : this.#tables.indexOf(home)
    const step = this.#stepOf(operation)
    return { phase: this.#phaseOf(operation, { home, together }), table, step }
  }

  #phaseOf(operation: Operation, { home, together }: { readonly home: string; readonly together: boolean }): number {
    switch (operation.kind) {
      case 'dropTable':
        return PHASES.dropTable
      case 'createTable':
        return PHASES.createTable
      case 'createIndex':
        return this.#created.has(home) ? PHASES.createTable : PHASES.change
      case 'createForeignKey':
        return together && this.#isSettled(home, operation.constraint.referredTable)
          ? PHASES.change
          : PHASES.createForeignKey
      case 'dropConstraint':
        if (operation.was?.kind === 'foreignKey')
          return together && this.#isSettled(home, operation.was.referredTable) ? PHASES.change : PHASES.dropForeignKey
        return together ? PHASES.change : PHASES.drop
      case 'dropIndex':
        return together ? PHASES.change : PHASES.drop
      default:
        return PHASES.change
    }
  }

  /** Whether a foreign key of `home` need not wait for what happens to the table it refers to. */
  #isSettled(home: string, referred: TableName): boolean {
    const name = qualified(referred)
    if (this.#dropped.has(home) || this.#created.has(home) || this.#dropped.has(name)) return false
    return name === home || !this.#unsettled.has(name)
  }

  /** Among the changes of one table. Generated columns stand on others: last to come, first to go. */
  #stepOf(operation: Operation): number {
    switch (operation.kind) {
      case 'createTable':
      case 'dropTable':
        return 0
      case 'dropIndex':
        return 1
      case 'dropConstraint':
        return operation.was?.kind === 'foreignKey' ? 2 : 3
      case 'dropColumn':
        if (this.#addedColumns.has(`${homeOf(operation)}\0${operation.columnName}`)) return 4
        return operation.was?.generated ? 8 : 9
      case 'addColumn':
        return operation.column.generated === null ? 5 : 6
      case 'alterColumn':
        return 7
      case 'createPrimaryKey':
        return 10
      case 'createUniqueConstraint':
        return 11
      case 'createForeignKey':
        return 12
      case 'createCheckConstraint':
        return 13
      case 'createIndex':
        return 14
      default:
        return 15
    }
  }
}

/** The table an operation belongs to, as a key. */
export function homeOf(operation: Operation): string {
  switch (operation.kind) {
    case 'createTable':
      return qualified(operation.table.name)
    case 'dropIndex':
      return qualified(operation.table ?? { schema: operation.schema, name: operation.name })
    default:
      return 'table' in operation ? qualified(operation.table) : ''
  }
}
