import { tableName, type TableName } from '../schema/table-name'

/** Creates a type with a closed list of values (PostgreSQL). */
export interface CreateEnum {
  readonly kind: 'createEnum'
  readonly type: TableName
  readonly values: readonly string[]
  readonly ifNotExists: boolean
}

export interface CreateEnumOptions {
  readonly schema?: string
  readonly ifNotExists?: boolean
}

export function createEnum(name: string, values: readonly string[], options: CreateEnumOptions = {}): CreateEnum {
  return {
    kind: 'createEnum',
    type: tableName(name, options.schema),
    values,
    ifNotExists: options.ifNotExists ?? false,
  }
}
