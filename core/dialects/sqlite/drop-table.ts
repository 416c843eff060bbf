import { RetortError } from '../../errors'
import { qualified, type TableName } from '../../schema/table-name'
import type { Row } from '../connection'
import { quoteName, sameName } from './ddl-parser'
import type { Executor } from './executor'
import { quoteText, schemaOf, schemaTable, spelled } from './rebuild/stored-table'

interface ActingKey extends Row {
  readonly child: string
  readonly from: string
  readonly action: string
}

/**
 * DROP TABLE deletes the rows first, and enforced foreign keys act on that: children would be deleted or emptied
 * without a word.
 */
export async function refuseDropThatActs(executor: Executor, table: TableName): Promise<void> {
  const [enforced] = await executor.read('PRAGMA foreign_keys')
  if (executor.offline || Object.values(enforced ?? {})[0] !== 1) return
  const schema = schemaOf(table)
  const keys = await executor.read<ActingKey>(
    `SELECT t.name AS child, k."from" AS "from", k.on_delete AS action FROM ${schemaTable(schema)} t
     JOIN pragma_foreign_key_list(t.name, ${quoteText(schema)}) k
     WHERE t.type = 'table' AND t.sql NOT LIKE 'CREATE VIRTUAL%' AND k."table" = ? COLLATE NOCASE
       AND k.on_delete IN ('CASCADE', 'SET NULL', 'SET DEFAULT')`,
    [table.name],
  )
  for (const { child, from, action } of keys.filter(key => !sameName(key.child, table.name))) {
    const [row] = await executor.read<{ total: number }>(
      `SELECT count(*) AS total FROM ${spelled(schema, child)} WHERE ${quoteName(from)} IS NOT NULL`,
    )
    const total = Number(row?.total ?? 0)
    if (total === 0) continue
    const rows = `${total} ${total === 1 ? 'row' : 'rows'} of "${child}"`
    const fate = action === 'CASCADE' ? `delete ${rows}` : `empty "${from}" in ${rows}`
    throw new RetortError('DATA_AT_STAKE', `Dropping "${qualified(table)}" would ${fate} (ON DELETE ${action}).`, {
      hint: `Drop "${child}" or its foreign key first, or delete those rows with op.execute.`,
    })
  }
}
