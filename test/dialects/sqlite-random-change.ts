import { addColumn } from '../../core/operations/add-column'
import { alterColumn } from '../../core/operations/alter-column'
import { batchAlterTable } from '../../core/operations/batch-alter-table'
import { createCheckConstraint } from '../../core/operations/create-check-constraint'
import { createForeignKey } from '../../core/operations/create-foreign-key'
import { createUniqueConstraint } from '../../core/operations/create-unique-constraint'
import { dropColumn } from '../../core/operations/drop-column'
import { dropConstraint } from '../../core/operations/drop-constraint'
import type { Operation } from '../../core/operations/operation'
import { quoteName } from '../../core/dialects/sqlite/ddl-parser'
import { integer, numeric, string, text } from '../../core/schema/build/types'
import { sql } from '../../core/schema/sql-expression'
import type { Dice, RandomTable } from './sqlite-random-table'

/** Operations to be performed one after the other, and the names they are about: all else must stay. */
export interface RandomChange {
  readonly operations: readonly Operation[]
  readonly touched: readonly string[]
  /** Old name to new name. */
  readonly renamed: ReadonlyMap<string, string>
  readonly inWords: string
}

interface Change {
  readonly operation: Operation
  readonly touched: string
  readonly newName?: string
}

export function randomChange(dice: Dice, table: RandomTable): RandomChange {
  const columns = [...dice.some(table.columns, 0.4), dice.of(table.columns)].slice(0, 3)
  const changes = [...new Set(columns)].map((column, position) => changeOf(dice, table, { column, position }))
  const operations = changes.map(({ operation }) => operation)
  const isBatch = dice.often(0.5)
  const recreate = dice.often(0.3) ? 'always' : 'auto'
  return {
    operations: isBatch ? [batchAlterTable(table.name, operations, { recreate })] : operations,
    touched: changes.map(({ touched }) => touched),
    renamed: new Map(changes.flatMap(({ touched, newName }) => (newName === undefined ? [] : [[touched, newName]]))),
    inWords: `${isBatch ? `batch ${recreate}: ` : ''}${operations.map(operation => JSON.stringify(operation)).join(' ')}`,
  }
}

function changeOf(
  dice: Dice,
  { name, namedChecks }: RandomTable,
  { column, position }: { readonly column: string; readonly position: number },
): Change {
  const alter = (options: Parameters<typeof alterColumn>[2]): Change => ({
    operation: alterColumn(name, column, options),
    touched: column,
  })
  const added = `new ${position}`
  const named = namedChecks[0]
  return dice.of<() => Change>([
    () => alter({ type: dice.of([text(), string(30), integer(), numeric(10, 2)]) }),
    () => alter({ type: text() }),
    () => alter({ nullable: dice.often(0.5) }),
    () => alter({ default: dice.of(["it's", 5, null, sql`upper('x')`]) }),
    () => alter({ type: text(), default: 'x', insertAfter: 'k' }),
    () => ({ ...alter({ newName: `${added} "name"` }), newName: `${added} "name"` }),
    () => ({ ...alter({ newName: added, type: text() }), newName: added }),
    () => ({ operation: addColumn(name, added, integer().notNull().default(3)), touched: added }),
    () => ({ operation: addColumn(name, added, text().unique(), { insertAfter: 'k' }), touched: added }),
    () => ({ operation: dropColumn(name, column), touched: column }),
    () => ({ operation: createUniqueConstraint(added, name, ['k', column]), touched: added }),
    () => ({
      operation: createCheckConstraint(added, name, `${quoteName(column)} IS NOT 'no'`),
      touched: added,
    }),
    () => ({ operation: createForeignKey(added, name, 'the parent', [column], ['id']), touched: added }),
    ...(named === undefined
      ? []
      : [() => ({ operation: dropConstraint(named, name, { type: 'check' }), touched: named })]),
  ])()
}
