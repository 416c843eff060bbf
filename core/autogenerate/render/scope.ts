import type { TableName } from '../../schema/table-name'
import type { Source } from './source'
import { text } from './values'

/** Where a call stands: on `op`, or on the `batch` of a table, which says the table's name for it. */
export type Scope = 'op' | 'batch'

export const onTable = (scope: Scope, table: TableName): Source | null => (scope === 'op' ? text(table.name) : null)

export const schemaOf = (scope: Scope, table: TableName): { readonly schema: string | null } => ({
  schema: scope === 'op' ? table.schema : null,
})
