import { statement } from '../../statement'
import { quoteName } from '../ddl-parser'
import type { Executor } from '../executor'
import { quoteText, schemaTable, type StoredTable } from './stored-table'

/** The counter of AUTOINCREMENT: without it the ids of deleted rows would be given out again. */
export async function carrySequence(executor: Executor, { schema, name }: StoredTable, newName: string): Promise<void> {
  const sequence = `${quoteName(schema)}.sqlite_sequence`
  await executor.run(statement(`DELETE FROM ${sequence} WHERE name = ${quoteText(newName)}`))
  await executor.run(
    statement(
      `INSERT INTO ${sequence} (name, seq) SELECT ${quoteText(newName)}, seq FROM ${sequence} WHERE name = ${quoteText(name)}`,
    ),
  )
}

/** What ANALYZE found goes with the old table, unless it is filed under the new one's name for the time of the drop. */
export async function carryStatistics(executor: Executor, table: StoredTable, newName: string): Promise<void> {
  for (const statistics of await statisticsTables(executor, table)) {
    await executor.run(
      statement(`UPDATE ${statistics} SET tbl = ${quoteText(newName)} WHERE tbl = ${quoteText(table.name)}`),
    )
  }
}

/** Files the statistics under the table's name again, without those of indexes that have gone. */
export async function settleStatistics(executor: Executor, table: StoredTable, newName: string): Promise<void> {
  const name = quoteText(table.name)
  for (const statistics of await statisticsTables(executor, table)) {
    await executor.run(statement(`UPDATE ${statistics} SET tbl = ${name} WHERE tbl = ${quoteText(newName)}`))
    const indexes = `SELECT name FROM pragma_index_list(${name}, ${quoteText(table.schema)})`
    await executor.run(
      statement(`DELETE FROM ${statistics} WHERE tbl = ${name} AND idx <> ${name} AND idx NOT IN (${indexes})`),
    )
  }
}

async function statisticsTables(executor: Executor, { schema }: StoredTable): Promise<readonly string[]> {
  const tables = await executor.read<{ name: string }>(
    `SELECT name FROM ${schemaTable(schema)} WHERE name IN ('sqlite_stat1', 'sqlite_stat4') AND type = 'table'`,
  )
  return tables.map(({ name }) => `${quoteName(schema)}.${name}`)
}
