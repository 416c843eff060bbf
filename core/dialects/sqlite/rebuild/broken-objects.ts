import { mentions, parseCreateTrigger, quoteName, sameName } from '../ddl-parser'
import type { Executor } from '../executor'
import { columnsOf, schemaTable, spelled, type StoredTable } from './stored-table'

export interface SchemaObject {
  readonly type: string
  readonly name: string
  readonly sql: string
}

/**
 * The views and triggers that mention a table and that SQLite can no longer compile. A text search could not tell a
 * column of this table from another one's; SQLite can.
 */
export async function brokenObjects(
  executor: Executor,
  table: Pick<StoredTable, 'schema' | 'name'>,
): Promise<readonly SchemaObject[]> {
  const objects = await executor.read<{ type: string; name: string; sql: string; target: string }>(
    `SELECT type, name, sql, tbl_name AS target FROM ${schemaTable(table.schema)} WHERE type IN ('view', 'trigger') AND sql IS NOT NULL`,
  )
  const broken: SchemaObject[] = []
  for (const { target, ...object } of objects.filter(({ sql }) => mentions(sql, table.name))) {
    const { schema } = table
    const compiles =
      object.type === 'view'
        ? await succeeds(executor, `SELECT 1 FROM ${spelled(schema, object.name)} LIMIT 0`)
        : await triggerCompiles(executor, { schema, target, sql: object.sql })
    if (!compiles) broken.push(object)
  }
  return broken
}

interface Trigger {
  readonly schema: string
  readonly target: string
  readonly sql: string
}

/** SQLite compiles a trigger with the statement that fires it. */
async function triggerCompiles(executor: Executor, { schema, target, sql }: Trigger): Promise<boolean> {
  const { event, updateOf } = parseCreateTrigger(sql)
  const columns = (await columnsOf(executor, schema, target)).filter(({ generated }) => !generated)
  const isThere = (name: string): boolean => columns.some(column => sameName(column.name, name))
  if (!updateOf.every(({ name }) => isThere(name))) return false
  const table = spelled(schema, target)
  switch (event) {
    case 'insert':
      return succeeds(executor, `EXPLAIN INSERT INTO ${table} DEFAULT VALUES`)
    case 'delete':
      return succeeds(executor, `EXPLAIN DELETE FROM ${table}`)
    case 'update': {
      const names = updateOf.length > 0 ? updateOf.map(({ name }) => name) : columns.map(({ name }) => name)
      const same = names.map(name => `${quoteName(name)} = ${quoteName(name)}`).join(', ')
      return succeeds(executor, `EXPLAIN UPDATE ${table} SET ${same}`)
    }
  }
}

/** Asks the connection itself: a failure here is an answer, and needs no explanation. */
async function succeeds(executor: Executor, sql: string): Promise<boolean> {
  try {
    await executor.connection.query(sql)
    return true
  } catch {
    return false
  }
}
