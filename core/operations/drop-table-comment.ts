import { tableName, type TableName } from '../schema/table-name'
import type { TableCommentOptions } from './create-table-comment'

export interface DropTableComment {
  readonly kind: 'dropTableComment'
  readonly table: TableName
  readonly existing: string | null
}

export function dropTableComment(table: string, options: TableCommentOptions = {}): DropTableComment {
  return {
    kind: 'dropTableComment',
    table: tableName(table, options.schema),
    existing: options.existingComment ?? null,
  }
}
