import { tableName, type TableName } from '../schema/table-name'

/** What can be said of a sequence; what is left out is the database's own choice, or stays. */
export interface SequenceSettings {
  /** smallint, integer or bigint. */
  readonly type?: string
  readonly start?: number | bigint
  readonly increment?: number | bigint
  /** Null: no bound but that of the type. */
  readonly minValue?: number | bigint | null
  readonly maxValue?: number | bigint | null
  readonly cache?: number
  readonly cycle?: boolean
  /** The column it is dropped with: ["orders", "number"]; null for none. */
  readonly ownedBy?: readonly [table: string, column: string] | null
}

export interface CreateSequence {
  readonly kind: 'createSequence'
  readonly sequence: TableName
  readonly settings: SequenceSettings
  readonly ifNotExists: boolean
}

export interface CreateSequenceOptions extends SequenceSettings {
  readonly schema?: string
  readonly ifNotExists?: boolean
}

export function createSequence(name: string, options: CreateSequenceOptions = {}): CreateSequence {
  const { schema, ifNotExists = false, ...settings } = options
  return { kind: 'createSequence', sequence: tableName(name, schema), settings, ifNotExists }
}
