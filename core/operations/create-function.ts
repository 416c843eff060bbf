import { definitionText, type SqlExpression } from '../schema/sql-expression'
import { tableName, type TableName } from '../schema/table-name'

export type Volatility = 'volatile' | 'stable' | 'immutable'

/** What a function is, its name apart. */
export interface FunctionDefinition {
  readonly body: string
  /** "a integer, b text DEFAULT ''"; '' for none. */
  readonly arguments: string
  readonly returns: string
  readonly language: string
  readonly volatility: Volatility
  /** Answers null where an argument is. */
  readonly strict: boolean
  /** Runs with the rights of its owner. */
  readonly securityDefiner: boolean
  readonly parallel: 'unsafe' | 'restricted' | 'safe'
}

export interface CreateFunction extends FunctionDefinition {
  readonly kind: 'createFunction'
  readonly routine: TableName
}

export interface FunctionOptions {
  readonly schema?: string
  readonly arguments?: string
  /** What it answers with: "integer", "trigger", "SETOF users"; void where nothing is said. */
  readonly returns?: string
  /** plpgsql where nothing is said. */
  readonly language?: string
  readonly volatility?: Volatility
  readonly strict?: boolean
  readonly securityDefiner?: boolean
  readonly parallel?: 'unsafe' | 'restricted' | 'safe'
}

export const createFunction = (
  name: string,
  body: SqlExpression | string,
  options: FunctionOptions = {},
): CreateFunction => ({
  kind: 'createFunction',
  routine: tableName(name, options.schema),
  ...functionDefinition(body, options),
})

export const functionDefinition = (body: SqlExpression | string, options: FunctionOptions): FunctionDefinition => ({
  body: definitionText(body),
  arguments: options.arguments ?? '',
  returns: options.returns ?? 'void',
  language: options.language ?? 'plpgsql',
  volatility: options.volatility ?? 'volatile',
  strict: options.strict ?? false,
  securityDefiner: options.securityDefiner ?? false,
  parallel: options.parallel ?? 'unsafe',
})
