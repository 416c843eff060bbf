import { definitionText, type SqlExpression } from '../schema/sql-expression'
import { tableName, type TableName } from '../schema/table-name'

export type TriggerTiming = 'before' | 'after' | 'instead of'
export type TriggerEvent = 'insert' | 'update' | 'delete' | 'truncate'

export interface CreateTrigger {
  readonly kind: 'createTrigger'
  readonly name: string
  readonly table: TableName
  readonly timing: TriggerTiming
  readonly events: readonly TriggerEvent[]
  /** Columns that an update has to name; empty for any. */
  readonly updateOf: readonly string[]
  readonly forEach: 'row' | 'statement'
  readonly when: string | null
  /** SQLite: the statements it runs. With `execute` beside it a trigger is good for both. */
  readonly body: string | null
  /** PostgreSQL: the function it calls: "touch()". */
  readonly execute: string | null
  readonly ifNotExists: boolean
}

export interface CreateTriggerOptions {
  readonly schema?: string
  readonly timing: TriggerTiming
  readonly events: readonly TriggerEvent[]
  readonly updateOf?: readonly string[]
  /** `row` where nothing is said. */
  readonly forEach?: 'row' | 'statement'
  readonly when?: SqlExpression | string
  /** SQLite: the statements it runs, without BEGIN and END. */
  readonly body?: SqlExpression | string
  /** PostgreSQL: the function it calls: "touch()". */
  readonly execute?: string
  /** SQLite. */
  readonly ifNotExists?: boolean
}

export function createTrigger(name: string, table: string, options: CreateTriggerOptions): CreateTrigger {
  return {
    kind: 'createTrigger',
    name,
    table: tableName(table, options.schema),
    timing: options.timing,
    events: options.events,
    updateOf: options.updateOf ?? [],
    forEach: options.forEach ?? 'row',
    when: options.when === undefined ? null : definitionText(options.when),
    body: options.body === undefined ? null : definitionText(options.body),
    execute: options.execute ?? null,
    ifNotExists: options.ifNotExists ?? false,
  }
}
