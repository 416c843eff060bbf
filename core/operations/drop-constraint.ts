import type { Constraint, ConstraintKind } from '../schema/constraint'
import type { CreateExcludeConstraint } from './create-exclude-constraint'
import { tableName, type TableName } from '../schema/table-name'

/** Drops a constraint by name; one without a name (SQLite) by its type and columns, or by its text. */
export interface DropConstraint {
  readonly kind: 'dropConstraint'
  readonly table: TableName
  readonly name: string | null
  readonly type: ConstraintKind | 'exclude' | null
  /** Identifies a constraint without a name: its columns. */
  readonly columns: readonly string[] | null
  /** Identifies a CHECK without a name: its condition. */
  readonly condition: string | null
  readonly ifExists: boolean
  readonly cascade: boolean
  readonly was: Constraint | CreateExcludeConstraint | null
}

export interface DropConstraintOptions {
  readonly schema?: string
  readonly type?: ConstraintKind | 'exclude'
  readonly columns?: readonly string[]
  readonly condition?: string
  readonly ifExists?: boolean
  readonly cascade?: boolean
}

export function dropConstraint(
  name: string | null,
  table: string,
  options: DropConstraintOptions = {},
): DropConstraint {
  return {
    kind: 'dropConstraint',
    table: tableName(table, options.schema),
    name,
    type: options.type ?? null,
    columns: options.columns ?? null,
    condition: options.condition ?? null,
    ifExists: options.ifExists ?? false,
    cascade: options.cascade ?? false,
    was: null,
  }
}
