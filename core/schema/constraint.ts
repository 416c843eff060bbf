import type { TableName } from './table-name'

export type ReferentialAction = 'no action' | 'restrict' | 'cascade' | 'set null' | 'set default'
export type Initially = 'immediate' | 'deferred'

export interface PrimaryKey {
  readonly kind: 'primaryKey'
  readonly name: string | null
  readonly columns: readonly string[]
}

export interface UniqueConstraint {
  readonly kind: 'unique'
  readonly name: string | null
  readonly columns: readonly string[]
  readonly deferrable: boolean
  readonly initially: Initially
  readonly nullsNotDistinct: boolean
}

export interface ForeignKey {
  readonly kind: 'foreignKey'
  readonly name: string | null
  readonly columns: readonly string[]
  readonly referredTable: TableName
  /** Empty: the primary key of the referred table, whatever it is. */
  readonly referredColumns: readonly string[]
  readonly onDelete: ReferentialAction
  readonly onUpdate: ReferentialAction
  readonly deferrable: boolean
  readonly initially: Initially
  readonly match: 'simple' | 'full' | 'partial'
  readonly notValid: boolean
}

export interface CheckConstraint {
  readonly kind: 'check'
  readonly name: string | null
  readonly sql: string
  readonly notValid: boolean
}

export type Constraint = PrimaryKey | UniqueConstraint | ForeignKey | CheckConstraint
export type ConstraintKind = Constraint['kind']
