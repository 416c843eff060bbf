import type { TableName } from '../schema/table-name'

/** What PostgreSQL can keep a comment of. */
export type CommentKind =
  | 'table'
  | 'view'
  | 'materializedView'
  | 'index'
  | 'sequence'
  | 'type'
  | 'domain'
  | 'column'
  | 'constraint'
  | 'trigger'
  | 'policy'
  | 'function'
  | 'schema'
  | 'extension'

export interface CommentOn {
  readonly kind: 'commentOn'
  readonly object: CommentKind
  readonly name: string
  readonly schema: string | null
  /** The table of a column, a constraint, a trigger or a policy. */
  readonly of: TableName | null
  /** The types of a function's arguments. */
  readonly arguments: string | null
  /** Null takes the comment away. */
  readonly comment: string | null
  readonly existing: string | null
}

export interface CommentOnOptions {
  readonly schema?: string
  /** The table of a column, a constraint, a trigger or a policy. */
  readonly table?: string
  /** The types of a function's arguments: "integer, text". */
  readonly arguments?: string
  /** The comment before, for reversing. */
  readonly existingComment?: string
}

export type CommentOnArguments = [object: CommentKind, name: string, comment: string | null, options?: CommentOnOptions]

export function commentOn(...[object, name, comment, options = {}]: CommentOnArguments): CommentOn {
  const schema = options.schema ?? null
  return {
    kind: 'commentOn',
    object,
    name,
    schema,
    of: options.table === undefined ? null : { schema, name: options.table },
    arguments: options.arguments ?? null,
    comment,
    existing: options.existingComment ?? null,
  }
}
