import { setImmediate as nextTurn } from 'node:timers/promises'
import type { SqlValue } from '../../../schema/sql-expression'
import type { Row } from '../../connection'
import { statement } from '../../statement'
import { quoteName, sameName } from '../ddl-parser'
import type { Executor } from '../executor'
import { spelled, type RowIdentity, type StoredColumn, type StoredTable } from './stored-table'
import type { ColumnSource } from './table-draft'

/** The old table and the new one beside it. */
export interface TablePair {
  readonly old: StoredTable
  readonly newName: string
  readonly newColumns: readonly StoredColumn[]
  readonly newRows: RowIdentity
  readonly sources: ReadonlyMap<string, ColumnSource>
}

/** How long a slice should take: short enough for a cancel to be felt at once. */
const SLICE_MS = 30
const FIRST_SLICE = 2_000
const SMALLEST_SLICE = 100
const LARGEST_SLICE = 200_000

/** Copies all rows, in slices where the table has rowids. Between them others get their turn, and a cancel is seen. */
export async function copyRows(executor: Executor, pair: TablePair): Promise<void> {
  const { old } = pair
  const insert = insertFrom(pair)
  if (insert === null) return
  executor.announce(insert)
  if (executor.offline || old.rows.rowid === null) {
    await executor.quietly(statement(insert))
    return
  }
  await copyInSlices(executor, pair, { insert, rowid: old.rows.rowid })
}

/** For which rows the new row can be found from the old one: the condition of the join; null where there is none. */
export function rowMatch({ old, newColumns, newRows, sources }: TablePair): string | null {
  if (old.rows.rowid !== null && newRows.alias === null && newRows.rowid !== null) {
    return `o.${old.rows.rowid} = n.${newRows.rowid}`
  }
  const keys = newColumns.filter(({ keyPosition }) => keyPosition > 0)
  const pairs = keys.map(({ name }) => ({ name, source: sources.get(name) }))
  const isUntouched =
    pairs.length > 0 && pairs.every(({ source }) => source !== undefined && source.conversion === null)
  if (!isUntouched) return null
  return pairs.map(({ name, source }) => `o.${quoteName(source?.column ?? name)} = n.${quoteName(name)}`).join(' AND ')
}

/** One INSERT for the whole table; null where no column of the old table goes into the new one. */
function insertFrom(pair: TablePair): string | null {
  const { old, newName, newColumns, newRows, sources } = pair
  const filled = newColumns.flatMap(({ name, generated }) => {
    const source = [...sources].find(([column]) => sameName(column, name))?.[1]
    return generated || source === undefined ? [] : [{ name: quoteName(name), value: valueOf(source) }]
  })
  const keepsRowid = old.rows.rowid !== null && newRows.alias === null && newRows.rowid !== null
  const rowid = keepsRowid ? [{ name: newRows.rowid ?? '', value: old.rows.rowid ?? '' }] : []
  const all = [...rowid, ...filled]
  if (all.length === 0) return null
  const into = `${spelled(old.schema, newName)} (${all.map(({ name }) => name).join(', ')})`
  return `INSERT INTO ${into} SELECT ${all.map(({ value }) => value).join(', ')} FROM ${spelled(old.schema, old.name)}`
}

const valueOf = ({ column, conversion }: ColumnSource): string => conversion ?? quoteName(column)

/** The last rowid of a slice; there is none where fewer rows are left than make one. */
interface SliceEnd extends Row {
  readonly id: SqlValue
}

interface SlicePlan {
  readonly insert: string
  readonly rowid: string
}

async function copyInSlices(executor: Executor, { old }: TablePair, { insert, rowid }: SlicePlan): Promise<void> {
  const from = spelled(old.schema, old.name)
  const [counted] = await executor.read<{ total: SqlValue }>(`SELECT count(*) AS total FROM ${from}`)
  const total = Number(counted?.total ?? 0)
  if (total === 0) return
  let done = 0
  let size = FIRST_SLICE
  let last: SqlValue = null
  for (;;) {
    const after: string = last === null ? '' : `WHERE ${rowid} > ?`
    const [end]: readonly SliceEnd[] = await executor.read<SliceEnd>(
      `SELECT ${rowid} AS id FROM ${from} ${after} ORDER BY ${rowid} LIMIT 1 OFFSET ${size - 1}`,
      last === null ? [] : [last],
    )
    const started = performance.now()
    const conditions = [...(last === null ? [] : [`${rowid} > ?`]), ...(end === undefined ? [] : [`${rowid} <= ?`])]
    const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`
    const bounds = [last, end?.id ?? null].filter(bound => bound !== null)
    done += await executor.quietly(statement(`${insert}${where} ORDER BY ${rowid}`, bounds))
    executor.tell({ kind: 'rows', table: old.name, done, total })
    if (end === undefined) return
    last = end.id
    size = nextSize(size, performance.now() - started)
    await nextTurn()
  }
}

function nextSize(size: number, elapsedMs: number): number {
  const wanted = Math.round((size * SLICE_MS) / Math.max(elapsedMs, 1))
  return Math.min(LARGEST_SLICE, Math.max(SMALLEST_SLICE, Math.min(wanted, size * 4)))
}
