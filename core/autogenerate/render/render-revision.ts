import { asRetortError } from '../../errors'
import type { Operation } from '../../operations/operation'
import { reverse } from '../../operations/reverse'
import { statementSource } from './render-operation'
import { importsOf, print, type Source } from './source'

/** The two function bodies of a revision file. */
export interface RevisionBodies {
  /** Indented by one step, without a line break at the end; empty where there is nothing to do. */
  readonly upgrade: string
  readonly downgrade: string
  /** What the file imports from "retort", `type Op` first. */
  readonly imports: readonly string[]
  /** What the downgrade cannot bring back, each with its reason. The body says it in comments. */
  readonly irreversible: readonly string[]
}

/** Writes operations as the upgrade of a revision, and what undoes them as its downgrade. */
export function renderRevisionBodies(operations: readonly Operation[]): RevisionBodies {
  const reversals = operations.map(tryReverse).reverse()
  const irreversible = reversals.flatMap(({ reasons }) => reasons)
  const upgrade = operations.map(operation => statementSource(operation))
  const downgrade = reversals.flatMap(({ reasons, operation }): readonly Source[] => [
    ...reasons.map((text): Source => ({ kind: 'comment', text: text.replace(/\s+/g, ' ') })),
    ...(operation === null ? [] : [statementSource(operation)]),
  ])
  return {
    upgrade: body(upgrade),
    downgrade: body(downgrade),
    imports: ['type Op', ...new Set([...upgrade, ...downgrade].flatMap(importsOf).sort())],
    irreversible,
  }
}

const body = (statements: readonly Source[]): string =>
  statements.map(statement => `  ${print(statement, '  ')}`).join('\n')

interface Reversal {
  readonly operation: Operation | null
  readonly reasons: readonly string[]
}

/** What can be undone of an operation; of a batch, what can be undone of each of its changes. */
function tryReverse(operation: Operation): Reversal {
  if (operation.kind === 'batchAlterTable') {
    const parts = operation.operations.map(tryReverse)
    const reversible = operation.operations.filter((_part, position) => parts[position]?.operation)
    return {
      operation: reversible.length === 0 ? null : reverse({ ...operation, operations: reversible }),
      reasons: parts.flatMap(({ reasons }) => reasons),
    }
  }
  try {
    return { operation: reverse(operation), reasons: [] }
  } catch (error) {
    const known = asRetortError(error)
    if (known.code !== 'NOT_REVERSIBLE') throw error
    return { operation: null, reasons: [known.message] }
  }
}
