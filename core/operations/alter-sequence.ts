import { tableName, type TableName } from '../schema/table-name'
import type { SequenceSettings } from './create-sequence'

export interface SequenceChanges extends SequenceSettings {
  /** The next value; null starts over. */
  readonly restart?: number | bigint | null
  readonly newName?: string
}

export interface AlterSequence {
  readonly kind: 'alterSequence'
  readonly sequence: TableName
  readonly changes: SequenceChanges
  /** What it was before, for reversing. */
  readonly existing: SequenceSettings
}

export interface AlterSequenceOptions extends SequenceChanges {
  readonly schema?: string
  readonly existing?: SequenceSettings
}

export function alterSequence(name: string, options: AlterSequenceOptions): AlterSequence {
  const { schema, existing = {}, ...changes } = options
  return { kind: 'alterSequence', sequence: tableName(name, schema), changes, existing }
}
