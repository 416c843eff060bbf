import * as retort from '../../core/api'
import { Operations } from '../../core/operations/op'
import type { Operation } from '../../core/operations/operation'

type Body = (...args: unknown[]) => Promise<void>
const AsyncFunction = Object.getPrototypeOf(async () => undefined).constructor as new (...source: string[]) => Body

/** Runs the body of a revision and gives back the operations that it asked for. */
export async function record(body: string): Promise<readonly Operation[]> {
  const recorded: Operation[] = []
  const op = new Operations({
    async run(operation) {
      recorded.push(typeof operation === 'function' ? await operation() : operation)
      return null
    },
    autocommit: work => work(),
    savepoint: work => work(),
  })
  const names = Object.keys(retort)
  await new AsyncFunction('op', ...names, body)(op, ...Object.values(retort))
  return recorded
}

/** The operation as far as a revision file says it: what was there before stands in the downgrade instead. */
export function asWritten(operation: Operation): Operation {
  switch (operation.kind) {
    case 'dropColumn':
      return { ...operation, was: null, constraints: [] }
    case 'batchAlterTable':
      return { ...operation, operations: operation.operations.map(asWritten) }
    default:
      return 'was' in operation ? { ...operation, was: null } : operation
  }
}
