import type { DialectName } from '../../core/dialects'
import type { ErrorCode } from '../../core/errors'
import type { Operation } from '../../core/operations/operation'

interface Refusal {
  readonly refuses: ErrorCode
}

interface Rebuild {
  readonly rebuilds: true
}

/** The statements, or a coded refusal, or "by building the table anew". */
export type Expected = readonly string[] | Refusal | Rebuild

/** One thing an operation should do, spelled for every dialect. `standard` answers for those not named. */
export interface Scenario {
  readonly name: string
  readonly operation: Operation
  readonly sql: { readonly standard: Expected } & Partial<Record<DialectName, Expected>>
  readonly source: string
  /** The operation in words. */
  readonly says: string
  /** What undoes it, as source; null where nothing can. */
  readonly undo: string | null
}

export const refuses = (code: ErrorCode): Refusal => ({ refuses: code })
export const rebuilds = (): Rebuild => ({ rebuilds: true })
export const unsupported = refuses('UNSUPPORTED_BY_DIALECT')
