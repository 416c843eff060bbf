import { definitionText, type SqlExpression } from '../schema/sql-expression'
import { tableName, type TableName } from '../schema/table-name'

export type PolicyCommand = 'all' | 'select' | 'insert' | 'update' | 'delete'

/** Says which rows of a table a role may see and write (PostgreSQL). */
export interface CreatePolicy {
  readonly kind: 'createPolicy'
  readonly name: string
  readonly table: TableName
  /** Permissive policies are joined by OR, restrictive ones by AND. */
  readonly as: 'permissive' | 'restrictive'
  readonly for: PolicyCommand
  /** Empty: everyone. */
  readonly to: readonly string[]
  readonly using: string | null
  readonly withCheck: string | null
}

export interface CreatePolicyOptions {
  readonly schema?: string
  readonly as?: 'permissive' | 'restrictive'
  readonly for?: PolicyCommand
  readonly to?: readonly string[]
  /** Of the rows that are there. */
  readonly using?: SqlExpression | string
  /** Of the rows that are written. */
  readonly withCheck?: SqlExpression | string
}

export function createPolicy(name: string, table: string, options: CreatePolicyOptions = {}): CreatePolicy {
  return {
    kind: 'createPolicy',
    name,
    table: tableName(table, options.schema),
    as: options.as ?? 'permissive',
    for: options.for ?? 'all',
    to: options.to ?? [],
    using: options.using === undefined ? null : definitionText(options.using),
    withCheck: options.withCheck === undefined ? null : definitionText(options.withCheck),
  }
}
