import { RetortError } from '../../errors'
import type { RenameIndex } from '../../operations/rename-index'
import { qualified } from '../../schema/table-name'
import { statement, type Statement } from '../statement'
import { parseCreateIndex, quoteName, splice } from './ddl-parser'
import type { Executor } from './executor'
import { schemaOf, schemaTable, spelled } from './rebuild/stored-table'

/** SQLite cannot rename an index: it is dropped and created again from its own text with the new name in it. */
export async function renameIndexStatements(
  executor: Executor,
  { index, newName }: RenameIndex,
): Promise<readonly Statement[]> {
  const schema = schemaOf(index)
  const [stored] = await executor.read<{ name: string; sql: string }>(
    `SELECT name, sql FROM ${schemaTable(schema)} WHERE type = 'index' AND name = ? COLLATE NOCASE AND sql IS NOT NULL`,
    [index.name],
  )
  if (stored === undefined) {
    throw new RetortError('BAD_OPERATION', `There is no index "${qualified(index)}" that could be renamed.`, {
      hint: 'Correct the name; the index of a constraint goes by the name of the constraint.',
    })
  }
  const { name, schema: present } = parseCreateIndex(stored.sql)
  const start = present?.start ?? name.start
  const text = `${schema === 'main' ? '' : `${quoteName(schema)}.`}${quoteName(newName)}`
  return [
    statement(`DROP INDEX ${spelled(schema, stored.name)}`),
    statement(splice(stored.sql, [{ start, end: name.end, text }])),
  ]
}
