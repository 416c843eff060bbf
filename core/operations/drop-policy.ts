import { tableName, type TableName } from '../schema/table-name'
import type { CreatePolicy } from './create-policy'

/** `was` is what created it; without it the drop cannot be reversed. */
export interface DropPolicy {
  readonly kind: 'dropPolicy'
  readonly name: string
  readonly table: TableName
  readonly ifExists: boolean
  readonly was: CreatePolicy | null
}

export interface DropPolicyOptions {
  readonly schema?: string
  readonly ifExists?: boolean
}

export function dropPolicy(name: string, table: string, options: DropPolicyOptions = {}): DropPolicy {
  return {
    kind: 'dropPolicy',
    name,
    table: tableName(table, options.schema),
    ifExists: options.ifExists ?? false,
    was: null,
  }
}
