import type { ColumnPosition } from '../../../operations/add-column'
import { tableName } from '../../../schema/table-name'
import type { Table } from '../../../schema/table'
import { sqliteDdl } from '../ddl'
import { parseCreateTable, sameName } from '../ddl-parser'
import { draftWith, edited, withConstraint } from './draft-operation'
import type { RebuildRequest } from './rebuild-table'
import type { StoredTable } from './stored-table'
import { unchangedDraft, type TableDraft } from './table-draft'

/** The table as a request wants it. */
export function draftOf(table: StoredTable, { operations, batch }: RebuildRequest): TableDraft {
  const start = batch?.copyFrom ? copiedFrom(table, batch.copyFrom) : unchangedDraft(table)
  const changed = operations.reduce(draftWith, start)
  const extended = (batch?.tableArgs ?? []).reduce(
    (draft, item) =>
      item.kind === 'index'
        ? draftWith(draft, {
            kind: 'createIndex',
            table: nameOf(table),
            index: item,
            concurrently: false,
            ifNotExists: false,
          })
        : withConstraint(draft, item),
    changed,
  )
  return (batch?.partialReordering ?? []).reduce(reordered, extended)
}

const nameOf = ({ schema, name }: StoredTable) => tableName(name, schema === 'main' ? null : schema)

/** The definition that the revision gives, with the values of the columns that the table has under the same names. */
function copiedFrom(table: StoredTable, copyFrom: Table): TableDraft {
  const own = { ...copyFrom, name: tableName(table.name) }
  const [created, ...indexes] = sqliteDdl.compile({ kind: 'createTable', table: own, ifNotExists: false })
  const draft = unchangedDraft(table)
  const sql = created?.sql ?? draft.sql
  const columns = parseCreateTable(sql).columns.map(({ name }) => name.name)
  return {
    ...draft,
    sql,
    sources: new Map([...draft.sources].filter(([name]) => columns.some(column => sameName(column, name)))),
    indexes: copyFrom.indexes.map((index, position) => ({ name: index.name, sql: indexes[position]?.sql ?? '' })),
  }
}

/** Puts each named column behind the one named before it. */
function reordered(draft: TableDraft, order: readonly string[]): TableDraft {
  const moves = order.slice(1).map((column, position) => {
    const after: ColumnPosition = { after: order[position] ?? column }
    return { kind: 'moveColumn', column, position: after } as const
  })
  return edited(draft, ...moves)
}
