import type { BatchAlterTable } from '../../../operations/batch-alter-table'
import type { Operation } from '../../../operations/operation'
import type { TableName } from '../../../schema/table-name'
import { statement } from '../../statement'
import {
  editCreateTable,
  parseCreateIndex,
  parseCreateTable,
  parseCreateTrigger,
  quoteName,
  splice,
  type CreateTableStatement,
} from '../ddl-parser'
import type { Executor } from '../executor'
import { carrySequence, carryStatistics, settleStatistics } from './carry-along'
import { copyRows, type TablePair } from './copy-rows'
import { draftOf } from './draft'
import { behindName, gatherEvidence, proveOutcome, proveRows, type Evidence, type ExpectedObject } from './proof'
import { respelledStrings } from './respelled-strings'
import { checkRows } from './row-checks'
import { columnsOf, rowIdentity, schemaTable, spelled, storedTable, type StoredTable } from './stored-table'
import type { TableDraft } from './table-draft'

/** Several changes to one table, to be made by building it anew once. */
export interface RebuildRequest {
  readonly table: TableName
  readonly operations: readonly Operation[]
  /** What a batch says of the whole table; null outside a batch. */
  readonly batch: Pick<BatchAlterTable, 'copyFrom' | 'tableArgs' | 'partialReordering'> | null
}

interface RebuildOptions {
  /** False only to measure what the proof costs. */
  readonly proof?: boolean
}

/**
 * Builds a table anew with some changes in it, and proves before it ends that nothing else has changed. Runs within a
 * transaction; where other tables refer to this one, with foreign keys not enforced.
 */
export async function rebuildTable(
  executor: Executor,
  request: RebuildRequest,
  { proof = !executor.offline }: RebuildOptions = {},
): Promise<void> {
  const draft = draftOf(await storedTable(executor, request.table), request)
  await checkRows(executor, draft.table, draft.checks)
  const evidence = proof ? await gatherEvidence(executor, draft.table) : null
  const [legacy] = await executor.read('PRAGMA legacy_alter_table')
  const restore = `PRAGMA legacy_alter_table=${Number(Object.values(legacy ?? {})[0]) === 1 ? 'ON' : 'OFF'}`
  // The final rename would otherwise fail on views and triggers elsewhere that mention the table.
  await executor.run(statement('PRAGMA legacy_alter_table=ON'))
  try {
    await replaceTable(executor, draft, evidence)
  } catch (error) {
    // The pragma is not rolled back with the transaction, and has to go back even after a cancel.
    await executor.connection.script(restore)
    throw error
  }
  await executor.run(statement(restore))
}

async function replaceTable(executor: Executor, draft: TableDraft, evidence: Evidence | null): Promise<void> {
  const { table } = draft
  const newName = await freeName(executor, table)
  const target = spelled(table.schema, newName)
  const created = await createBeside(executor, draft, newName)
  const pair = await pairOf(executor, draft, newName)
  await copyRows(executor, pair)
  if (evidence !== null) await proveRows(executor, pair, evidence)
  const keepsSequence = countsUp(table.statement) && countsUp(parseCreateTable(created))
  if (keepsSequence) await carrySequence(executor, table, newName)
  await carryStatistics(executor, table, newName)
  await executor.run(statement(`DROP TABLE ${spelled(table.schema, table.name)}`))
  await executor.run(statement(`ALTER TABLE ${target} RENAME TO ${quoteName(table.name)}`))
  const objects = await recreateObjects(executor, draft)
  await settleStatistics(executor, table, newName)
  if (evidence === null) return
  await proveOutcome(executor, { table, body: behindName(created), objects, keepsSequence }, evidence)
}

async function createBeside(executor: Executor, draft: TableDraft, newName: string): Promise<string> {
  const { schema } = draft.table
  const text = editCreateTable(parseCreateTable(draft.sql), [{ kind: 'renameTable', name: newName }])
  const sql = await respelledStrings(executor, qualified(text, parseCreateTable(text), schema))
  await executor.run(statement(sql))
  return sql
}

async function pairOf(executor: Executor, draft: TableDraft, newName: string): Promise<TablePair> {
  const { schema } = draft.table
  const columns = await columnsOf(executor, schema, newName)
  const { withoutRowid } = parseCreateTable(draft.sql)
  const newRows = await rowIdentity(executor, { schema, name: newName, columns, withoutRowid })
  return { old: draft.table, newName, newColumns: columns, newRows, sources: draft.sources }
}

async function recreateObjects(executor: Executor, draft: TableDraft): Promise<readonly ExpectedObject[]> {
  const { schema } = draft.table
  const objects: ExpectedObject[] = []
  for (const index of draft.indexes) {
    const sql = await respelledStrings(executor, qualified(index.sql, parseCreateIndex(index.sql), schema))
    await executor.run(statement(sql))
    const isCarried = draft.table.indexes.includes(index) && sql.endsWith(index.sql.slice('CREATE INDEX'.length))
    objects.push({ type: 'index', name: index.name, sql: isCarried ? index.sql : null })
  }
  for (const trigger of draft.triggers) {
    await executor.run(statement(qualified(trigger.sql, parseCreateTrigger(trigger.sql), schema)))
    objects.push({ type: 'trigger', name: trigger.name, sql: trigger.sql })
  }
  return objects
}

type Named = Pick<CreateTableStatement, 'name' | 'schema'>

/** A stored text does not say in which attached database it lives. */
export function qualified(sql: string, { name, schema: present }: Named, schema: string): string {
  if (schema === 'main' || present !== null) return sql
  return splice(sql, [{ start: name.start, end: name.start, text: `${quoteName(schema)}.` }])
}

const countsUp = ({ columns, constraints }: CreateTableStatement): boolean =>
  [...constraints, ...columns.flatMap(column => column.constraints)].some(
    constraint => constraint.kind === 'primaryKey' && constraint.autoincrement !== null,
  )

async function freeName(executor: Executor, { schema, name }: StoredTable): Promise<string> {
  const taken = await executor.read<{ name: string }>(
    `SELECT name FROM ${schemaTable(schema)} WHERE name LIKE '~_retort~_new~_%' ESCAPE '~'`,
  )
  const names = new Set(taken.map(row => row.name.toLowerCase()))
  let candidate = `_retort_new_${name}`
  while (names.has(candidate.toLowerCase())) candidate += '_'
  return candidate
}
