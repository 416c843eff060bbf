import { lossesOf } from '../operations/destructive'
import { describe } from '../operations/describe'
import type { Operation } from '../operations/operation'
import { subjectOf } from '../operations/subject'

/** An operation as `check` and `diff` print it. */
export interface OperationRecord {
  readonly kind: Operation['kind']
  readonly table?: string
  readonly column?: string
  readonly name?: string
  readonly description: string
  readonly isDestructive: boolean
  /** Rows whose values would be lost. */
  readonly rowsAtStake?: number
}

export function operationRecord(operation: Operation, rowsAtStake: number | null = null): OperationRecord {
  return {
    kind: operation.kind,
    ...subjectOf(operation),
    description: describe(operation).text,
    isDestructive: lossesOf(operation).length > 0,
    ...(rowsAtStake === null ? {} : { rowsAtStake }),
  }
}
