import type { CreateIndex } from '../../operations/create-index'
import type { Operation } from '../../operations/operation'
import { tableName } from '../../schema/table-name'
import type { Row, WriteConnection } from '../connection'
import type { DdlCompiler } from '../ddl-compiler'

/** What an earlier try, ended in the midst of its autocommit block, has left of an index. */
export interface LeftOverIndex {
  readonly name: string
  /** False where its build was killed: it is of no use, and in the way of the next try. */
  readonly isWhole: boolean
  /** Its name as a statement spells it. */
  readonly spelled: string
}

/** The index that an operation would build without a lock, where it is there already. One that says something else is not meant. */
export async function leftOverIndex(
  connection: WriteConnection,
  ddl: DdlCompiler,
  operation: Operation,
): Promise<LeftOverIndex | null> {
  if (operation.kind !== 'createIndex' || !operation.concurrently) return null
  const { name } = operation.index
  const [found] = await connection.query<Row & { valid: boolean; definition: string; spelled: string }>(
    `SELECT i.indisvalid AS valid, pg_get_indexdef(i.indexrelid) AS definition, i.indexrelid::regclass::text AS spelled
     FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
     WHERE c.relname = ? AND i.indrelid = to_regclass(?)`,
    [name, ddl.table(operation.table)],
  )
  if (found === undefined) return null
  const { valid: isWhole, definition, spelled } = found
  const isMeant = !isWhole || (await wantedDefinition(connection, ddl, operation)) === withoutTable(definition)
  return isMeant ? { name, isWhole, spelled } : null
}

/** The index as the server prints it, found out on an empty table of the same columns. Null where none can be made. */
async function wantedDefinition(
  connection: WriteConnection,
  ddl: DdlCompiler,
  operation: CreateIndex,
): Promise<string | null> {
  const { name } = operation.table
  const trial = tableName(name, 'pg_temp')
  const create = ddl.compile({ ...operation, table: trial, concurrently: false, ifNotExists: false })
  try {
    await connection.script(`BEGIN; CREATE TEMP TABLE ${ddl.quote(name)} (LIKE ${ddl.table(operation.table)})`)
    for (const { sql } of create) await connection.script(sql)
    const [printed] = await connection.query<Row & { definition: string }>(
      `SELECT pg_get_indexdef(i.indexrelid) AS definition FROM pg_index i WHERE i.indrelid = to_regclass(?)`,
      [ddl.table(trial)],
    )
    return printed === undefined ? null : withoutTable(printed.definition)
  } catch {
    return null
  } finally {
    await connection.script('ROLLBACK')
  }
}

/** `UNIQUE` and all that stands behind the table: the table itself is another one in a trial. */
const withoutTable = (definition: string): string =>
  `${definition.startsWith('CREATE UNIQUE') ? 'UNIQUE ' : ''}${definition.slice(definition.indexOf(' USING '))}`
