import type { Constraint, ForeignKey, ReferentialAction } from '../../schema/constraint'
import { withoutOuterParentheses } from './parentheses'
import { list, type ConstraintRow } from './catalogue-rows'

const ACTIONS: Readonly<Record<string, ReferentialAction>> = {
  a: 'no action',
  r: 'restrict',
  c: 'cascade',
  n: 'set null',
  d: 'set default',
}

const MATCHES: Readonly<Record<string, ForeignKey['match']>> = { s: 'simple', f: 'full', p: 'partial' }

export function readConstraint(row: ConstraintRow): Constraint {
  const columns = list(row.columns)
  switch (row.kind) {
    case 'p':
      return { kind: 'primaryKey', name: row.name, columns }
    case 'u':
      return { kind: 'unique', name: row.name, columns, ...deferral(row), nullsNotDistinct: row.nulls_not_distinct }
    case 'c':
      return {
        kind: 'check',
        name: row.name,
        sql: withoutOuterParentheses(row.expression ?? ''),
        notValid: row.not_valid,
      }
    default:
      return readForeignKey(row, columns)
  }
}

const readForeignKey = (row: ConstraintRow, columns: readonly string[]): ForeignKey => ({
  kind: 'foreignKey',
  name: row.name,
  columns,
  referredTable: { schema: row.referred_schema, name: row.referred_name ?? '' },
  referredColumns: list(row.referred_columns),
  onDelete: ACTIONS[row.on_delete] ?? 'no action',
  onUpdate: ACTIONS[row.on_update] ?? 'no action',
  ...deferral(row),
  match: MATCHES[row.match] ?? 'simple',
  notValid: row.not_valid,
})

const deferral = ({ deferrable, deferred }: ConstraintRow) =>
  ({ deferrable, initially: deferred ? 'deferred' : 'immediate' }) as const
