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

interface Planned {
  readonly planned: string
}

/** The statements, or a coded refusal, "by building the table anew", or what else is planned for. */
export type Expected = readonly string[] | Refusal | Rebuild | Planned

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
/** Not one statement of this dialect, but done by the plan that its session makes. */
export const planned = (how: string): Planned => ({ planned: how })
export const rebuilds = (): Rebuild => ({ rebuilds: true })
export const unsupported = refuses('UNSUPPORTED_BY_DIALECT')
/** The same on every dialect. */
export const everywhere = <T>(standard: T): PerDialect<T> => ({ standard })
