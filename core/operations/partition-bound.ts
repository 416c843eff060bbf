import { defaultValue } from '../schema/build/column-builder'
import type { DefaultValue } from '../schema/column'
import type { SqlExpression } from '../schema/sql-expression'

/** Which rows a partition takes. */
export type PartitionBound =
  | { readonly kind: 'range'; readonly from: readonly DefaultValue[]; readonly to: readonly DefaultValue[] }
  | { readonly kind: 'list'; readonly values: readonly (DefaultValue | null)[] }
  | { readonly kind: 'hash'; readonly modulus: number; readonly remainder: number }
  | { readonly kind: 'default' }

type BoundValue = string | number | bigint | boolean | SqlExpression

/** The same as a revision says it; `` sql`MINVALUE` `` and `` sql`MAXVALUE` `` are bounds too. */
export type GivenBound =
  | { readonly from: readonly BoundValue[]; readonly to: readonly BoundValue[] }
  | { readonly in: readonly (BoundValue | null)[] }
  | { readonly modulus: number; readonly remainder: number }
  | 'default'

export function partitionBound(given: GivenBound): PartitionBound {
  if (given === 'default') return { kind: 'default' }
  if ('from' in given) return { kind: 'range', from: given.from.map(defaultValue), to: given.to.map(defaultValue) }
  if ('in' in given) {
    return { kind: 'list', values: given.in.map(value => (value === null ? null : defaultValue(value))) }
  }
  return { kind: 'hash', ...given }
}
