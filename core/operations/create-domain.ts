import { buildColumn, type ColumnBuilder } from '../schema/build/column-builder'
import type { Column } from '../schema/column'
import type { CheckConstraint } from '../schema/constraint'
import { tableName, type TableName } from '../schema/table-name'

/** Creates a type that is another one with rules (PostgreSQL). */
export interface CreateDomain {
  readonly kind: 'createDomain'
  readonly domain: TableName
  /** Type, nullability, default and collation, as a column would have them; its name is the domain's. */
  readonly base: Column
  readonly checks: readonly CheckConstraint[]
}

export interface CreateDomainOptions {
  readonly schema?: string
  /** Conditions on VALUE, made by `check`. */
  readonly checks?: readonly CheckConstraint[]
}

export function createDomain(name: string, base: ColumnBuilder, options: CreateDomainOptions = {}): CreateDomain {
  return {
    kind: 'createDomain',
    domain: tableName(name, options.schema),
    base: buildColumn(name, base),
    checks: options.checks ?? [],
  }
}
