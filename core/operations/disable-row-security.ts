import { tableName, type TableName } from '../schema/table-name'
import type { RowSecurityOptions } from './enable-row-security'

/** Lets everyone with rights see every row again (PostgreSQL). */
export interface DisableRowSecurity {
  readonly kind: 'disableRowSecurity'
  readonly table: TableName
  /** For the owner of the table too. */
  readonly force: boolean
}

export function disableRowSecurity(table: string, options: RowSecurityOptions = {}): DisableRowSecurity {
  return { kind: 'disableRowSecurity', table: tableName(table, options.schema), force: options.force ?? false }
}
