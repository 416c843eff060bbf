import type { Initially } from '../schema/constraint'
import { definitionText, type SqlExpression } from '../schema/sql-expression'
import type { IndexElement } from '../schema/table-index'
import { tableName, type TableName } from '../schema/table-name'

export interface ExcludeElement {
  readonly element: IndexElement
  /** What no two rows may both answer with yes: `=`, `&&`. */
  readonly operator: string
}

/** Keeps two rows from agreeing on all elements (PostgreSQL): no two bookings of a room overlap. */
export interface CreateExcludeConstraint {
  readonly kind: 'createExcludeConstraint'
  readonly table: TableName
  readonly name: string
  readonly elements: readonly ExcludeElement[]
  readonly using: string
  readonly where: string | null
  readonly deferrable: boolean
  readonly initially: Initially
}

export interface CreateExcludeConstraintOptions {
  readonly schema?: string
  /** The kind of index that keeps it; gist where nothing is said. */
  readonly using?: string
  readonly where?: SqlExpression | string
  readonly deferrable?: boolean
  readonly initially?: Initially
}

export type CreateExcludeConstraintArguments = [
  name: string,
  table: string,
  elements: readonly (readonly [columnOrSql: string | SqlExpression, operator: string])[],
  options?: CreateExcludeConstraintOptions,
]

export function createExcludeConstraint(
  ...[name, table, elements, options = {}]: CreateExcludeConstraintArguments
): CreateExcludeConstraint {
  return {
    kind: 'createExcludeConstraint',
    table: tableName(table, options.schema),
    name,
    elements: elements.map(([element, operator]) => ({
      element:
        typeof element === 'string'
          ? { kind: 'column', name: element }
          : { kind: 'expression', sql: definitionText(element) },
      operator,
    })),
    using: options.using ?? 'gist',
    where: options.where === undefined ? null : definitionText(options.where),
    deferrable: options.deferrable ?? options.initially !== undefined,
    initially: options.initially ?? 'immediate',
  }
}
