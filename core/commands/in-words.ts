import type { Dialect } from '../dialects/dialect'
import { describe, type DescriptionVerb } from '../operations/describe'
import { isDestructive } from '../operations/destructive'
import type { Operation, OperationKind } from '../operations/operation'

/** One operation in words, with what a person should know before it runs. */
export interface OperationInWords {
  readonly kind: OperationKind
  readonly verb: DescriptionVerb
  readonly object: string
  readonly text: string
  readonly isDestructive: boolean
  /** Done by building the table anew. */
  readonly isRebuild: boolean
}

/** Operations in words; the ones inside a batch each on its own. */
export const inWords = (operations: readonly Operation[], dialect: Dialect): readonly OperationInWords[] =>
  operations.flatMap(operation =>
    operation.kind === 'batchAlterTable'
      ? operation.operations.map(inner => oneInWords(inner, dialect))
      : [oneInWords(operation, dialect)],
  )

export function oneInWords(operation: Operation, dialect: Dialect): OperationInWords {
  const { verb, object, text } = describe(operation)
  return {
    kind: operation.kind,
    verb,
    object,
    text,
    isDestructive: isDestructive(operation),
    isRebuild: dialect.rebuilds(operation),
  }
}
