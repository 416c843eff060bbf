import { tableName, type TableName } from '../schema/table-name'

/** Lets the policies of a table decide (PostgreSQL). */
export interface EnableRowSecurity {
  readonly kind: 'enableRowSecurity'
  readonly table: TableName
  /** For the owner of the table too. */
  readonly force: boolean
}

export interface RowSecurityOptions {
  readonly schema?: string
  /** For the owner of the table too. */
  readonly force?: boolean
}

export function enableRowSecurity(table: string, options: RowSecurityOptions = {}): EnableRowSecurity {
  return { kind: 'enableRowSecurity', table: tableName(table, options.schema), force: options.force ?? false }
}
