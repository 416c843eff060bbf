import type { DialectName } from '../../core/dialects'
import type { Row } from '../../core/dialects/connection'
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

export type PerDialect<T> = { readonly standard: T } & Partial<Record<DialectName, T>>

/** The operation done to a real database, and undone again where it can be. */
export interface Live {
  /** SQL that makes what the operation needs. */
  readonly given: PerDialect<string>
  /** A question, and its answer after the operation. A question that fails has no answer: null. */
  readonly asks: PerDialect<string>
  readonly answers: readonly Row[] | null
}

/** One thing an operation should do, spelled for every dialect. `standard` answers for those not named. */
export interface Scenario {
  readonly name: string
  readonly operation: Operation
  readonly sql: PerDialect<Expected>
  readonly source: string
  /** The operation in words. */
  readonly says: string
  /** What undoes it, as source; null where nothing can. */
  readonly undo: string | null
  readonly live?: Live
}

export const refuses = (code: ErrorCode): Refusal => ({ refuses: code })
export const rebuilds = (): Rebuild => ({ rebuilds: true })
export const unsupported = refuses('UNSUPPORTED_BY_DIALECT')
/** The same on every dialect. */
export const everywhere = <T>(standard: T): PerDialect<T> => ({ standard })
