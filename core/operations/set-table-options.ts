import { tableName, type TableName } from '../schema/table-name'

/** What a table is told beside its columns. What is left out stays. */
export interface TableSettings {
  /** SQLite. */
  readonly strict?: boolean
  /** SQLite. */
  readonly withoutRowid?: boolean
  /** PostgreSQL: quicker, not replicated, and empty after a crash. */
  readonly unlogged?: boolean
  /** PostgreSQL. */
  readonly tablespace?: string
  /** PostgreSQL's storage parameters; null puts one back to its default. */
  readonly with?: Readonly<Record<string, string | null>>
}

/** Changes a table's options: on SQLite by building it anew. */
export interface SetTableOptions {
  readonly kind: 'setTableOptions'
  readonly table: TableName
  readonly changes: TableSettings
  /** What they were before, for reversing. */
  readonly existing: TableSettings
}

type GivenSettings = Omit<TableSettings, 'with'> & {
  readonly with?: Readonly<Record<string, string | number | boolean | null>>
}

export interface SetTableOptionsOptions extends GivenSettings {
  readonly schema?: string
  /** The same options as they were, for reversing. */
  readonly existing?: GivenSettings
}

export function setTableOptions(table: string, options: SetTableOptionsOptions): SetTableOptions {
  const { schema, existing = {}, ...changes } = options
  return {
    kind: 'setTableOptions',
    table: tableName(table, schema),
    changes: settingsAsText(changes),
    existing: settingsAsText(existing),
  }
}

function settingsAsText({ with: storage, ...others }: GivenSettings): TableSettings {
  if (storage === undefined) return others
  const texts = Object.entries(storage).map(([name, value]) => [name, value === null ? null : String(value)])
  return { ...others, with: Object.fromEntries(texts) }
}
