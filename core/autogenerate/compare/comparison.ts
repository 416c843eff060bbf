import type { ComparisonRules } from '../../dialects/dialect'
import type { Operation } from '../../operations/operation'
import type { TableName } from '../../schema/table-name'
import type { ColumnsDiffer, IncludeName, IncludeObject } from './hooks'

/** What turns the found schema into the wanted one. */
export interface Comparison {
  readonly operations: readonly Operation[]
  /** Tables with an expression that the server may merely print in other words; their operations are certain only after `decide`. */
  readonly undecided: readonly TableName[]
}

export interface CompareOptions {
  /** Report changed types: true, false, or a function that decides. */
  readonly compareType: boolean | ColumnsDiffer
  /** Report changed server defaults: true, false, or a function that decides. */
  readonly compareServerDefault: boolean | ColumnsDiffer
  readonly includeObject: IncludeObject
  readonly includeName: IncludeName
  /** Kept out of the comparison. */
  readonly versionTable: TableName | null
  /** Changes of a table stay together, to be one batch. */
  readonly rendersAsBatch: boolean
}

export const defaultCompareOptions: CompareOptions = {
  compareType: true,
  compareServerDefault: true,
  includeObject: () => true,
  includeName: () => true,
  versionTable: null,
  rendersAsBatch: false,
}

/** Compares SQL texts of one table, and remembers where only the server could tell whether two of them differ. */
export class TextComparison {
  #undecided = false

  constructor(
    private readonly rules: ComparisonRules,
    private readonly serverPrints: boolean,
  ) {}

  get isUndecided(): boolean {
    return this.#undecided
  }

  same(wanted: string | null, found: string | null): boolean {
    if (wanted === null || found === null) return wanted === found
    return this.rules.expression(wanted) === this.rules.expression(found) || this.doubt()
  }

  /** Says that two texts differ, as far as can be told. */
  doubt(): false {
    this.#undecided ||= this.serverPrints
    return false
  }
}
