import { CustomOperations } from './op/custom'
import type { OperationKind } from './operation'

export type { OperationRunner, ResultRow } from './op/base'

type OneMethodPerOperation = Readonly<Record<OperationKind, (...args: never[]) => Promise<unknown>>>

/**
 * The `op` of a revision file: one method per operation, by subject in `op/`. Calls run in the order they are made,
 * awaited or not; the first failure stops the revision and rolls it back.
 */
export class Operations extends CustomOperations implements OneMethodPerOperation {}

/** The type of the `op` parameter of `upgrade` and `downgrade`. */
export type Op = Operations
