import type { Table } from '../schema/table'
import { tableName, type TableName } from '../schema/table-name'

/** Drops a table and its rows. `was` is what it looked like; without it the drop cannot be reversed. */
export interface DropTable {
  readonly kind: 'dropTable'
  readonly table: TableName
  readonly ifExists: boolean
  readonly cascade: boolean
  readonly was: Table | null
}

export interface DropTableOptions {
  readonly schema?: string
  readonly ifExists?: boolean
  /** Take dependent views and foreign keys along (PostgreSQL). */
  readonly cascade?: boolean
}

export function dropTable(name: string, options: DropTableOptions = {}): DropTable {
  return {
    kind: 'dropTable',
    table: tableName(name, options.schema),
    ifExists: options.ifExists ?? false,
    cascade: options.cascade ?? false,
    was: null,
  }
}
