import { RetortError } from '../../errors'
import type { ReplaceView } from '../../operations/replace-view'
import { statement } from '../statement'
import { sqliteDdl } from './ddl'
import { parseCreateTrigger } from './ddl-parser'
import type { Executor } from './executor'
import { brokenObjects } from './rebuild/broken-objects'
import { qualified } from './rebuild/rebuild-table'
import { schemaOf, schemaTable } from './rebuild/stored-table'

/**
 * SQLite replaces a view by dropping it, which takes its INSTEAD OF triggers along: they are created again from their
 * texts. Views and triggers that no longer compile with the new query stop the change.
 */
export async function replaceView(executor: Executor, operation: ReplaceView): Promise<void> {
  const schema = schemaOf(operation.view)
  const view = { schema, name: operation.view.name }
  const triggers = await executor.read<{ sql: string }>(
    `SELECT sql FROM ${schemaTable(schema)} WHERE type = 'trigger' AND tbl_name = ? COLLATE NOCASE ORDER BY rowid`,
    [view.name],
  )
  const before = new Set((await brokenObjects(executor, view)).map(({ name }) => name))
  for (const made of sqliteDdl.compile(operation)) await executor.run(made)
  for (const { sql } of triggers) await executor.run(statement(qualified(sql, parseCreateTrigger(sql), schema)))
  const broken = (await brokenObjects(executor, view)).filter(({ name }) => !before.has(name))
  if (broken.length === 0) return
  throw new RetortError(
    'BAD_OPERATION',
    `The new query of "${view.name}" breaks ${broken.map(({ type, name }) => `the ${type} "${name}"`).join(', ')}.`,
    { hint: 'Drop it first and create it again after the change, in the same revision.' },
  )
}
