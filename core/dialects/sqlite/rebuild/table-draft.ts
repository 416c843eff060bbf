import type { RowCheck } from './row-checks'
import type { StoredObject, StoredTable } from './stored-table'

/** A table as it shall be: its text, where each column's values come from, and what goes with it. */
export interface TableDraft {
  readonly table: StoredTable
  readonly sql: string
  /** By column of the new table. A column without a source takes its default. */
  readonly sources: ReadonlyMap<string, ColumnSource>
  readonly indexes: readonly StoredObject[]
  readonly triggers: readonly StoredObject[]
  /** What the rows must fulfil, looked at before anything changes. */
  readonly checks: readonly RowCheck[]
  readonly dropped: readonly string[]
}

export interface ColumnSource {
  readonly column: string
  /** The new value as an expression over the old table; null where the value is taken as it is. */
  readonly conversion: string | null
}

export function unchangedDraft(table: StoredTable): TableDraft {
  return {
    table,
    sql: table.statement.sql,
    sources: new Map(
      table.columns
        .filter(({ generated }) => !generated)
        .map(({ name }) => [name, { column: name, conversion: null }] as const),
    ),
    indexes: table.indexes,
    triggers: table.triggers,
    checks: [],
    dropped: [],
  }
}
