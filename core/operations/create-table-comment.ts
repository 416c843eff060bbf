import { tableName, type TableName } from '../schema/table-name'

export interface CreateTableComment {
  readonly kind: 'createTableComment'
  readonly table: TableName
  readonly comment: string
  readonly existing: string | null
}

export interface TableCommentOptions {
  readonly schema?: string
  /** The comment before, for reversing. */
  readonly existingComment?: string
}

export function createTableComment(
  table: string,
  comment: string,
  options: TableCommentOptions = {},
): CreateTableComment {
  return {
    kind: 'createTableComment',
    table: tableName(table, options.schema),
    comment,
    existing: options.existingComment ?? null,
  }
}
