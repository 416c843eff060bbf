import type { ForeignKey, Initially, ReferentialAction } from '../../../schema/constraint'
import type { NameNode, Span } from './token-cursor'

/** The syntax tree of a CREATE TABLE: every node knows its place in `sql`, which is never changed. */
export interface CreateTableStatement {
  readonly kind: 'createTable'
  readonly sql: string
  readonly schema: NameNode | null
  readonly name: NameNode
  /** What stands between the outer parentheses; null for CREATE TABLE … AS SELECT. */
  readonly body: Span | null
  readonly columns: readonly ColumnSyntax[]
  readonly constraints: readonly ConstraintSyntax[]
  readonly strict: boolean
  readonly withoutRowid: boolean
}

export interface ColumnSyntax extends Span {
  readonly name: NameNode
  /** The declared type as spelled; '' for none. */
  readonly typeText: string
  readonly type: Span | null
  readonly constraints: readonly ConstraintSyntax[]
}

export type ConflictResolution = 'rollback' | 'abort' | 'fail' | 'ignore' | 'replace'

interface ConstraintNode extends Span {
  /** After CONSTRAINT; null where there is none. */
  readonly name: NameNode | null
}

interface Resolving {
  readonly onConflict: ConflictResolution | null
}

/** A column in a key. */
export interface KeyColumn extends Span {
  readonly name: NameNode
  readonly collation: string | null
  readonly descending: boolean
}

export interface PrimaryKeySyntax extends ConstraintNode, Resolving {
  readonly kind: 'primaryKey'
  /** Empty where the key is written behind its column. */
  readonly columns: readonly KeyColumn[]
  readonly descending: boolean
  readonly autoincrement: Span | null
}

export interface UniqueSyntax extends ConstraintNode, Resolving {
  readonly kind: 'unique'
  readonly columns: readonly KeyColumn[]
}

export interface CheckSyntax extends ConstraintNode, Resolving {
  readonly kind: 'check'
  readonly sql: string
  readonly expression: Span
}

export interface ForeignKeySyntax extends ConstraintNode {
  readonly kind: 'foreignKey'
  readonly columns: readonly NameNode[]
  readonly table: NameNode
  readonly referredColumns: readonly NameNode[]
  readonly onDelete: ReferentialAction
  readonly onUpdate: ReferentialAction
  readonly match: ForeignKey['match']
  readonly deferrable: boolean
  readonly initially: Initially
}

export interface DefaultSyntax extends ConstraintNode {
  readonly kind: 'default'
  /** As spelled, with the parentheses of an expression. */
  readonly sql: string
  readonly expression: Span
}

export interface GeneratedSyntax extends ConstraintNode {
  readonly kind: 'generated'
  readonly sql: string
  readonly expression: Span
  readonly stored: boolean
}

/** Behind a column or in the list of the table; `empty` is a name, or a stray DEFERRABLE, that nothing belongs to. */
export type ConstraintSyntax =
  | PrimaryKeySyntax
  | UniqueSyntax
  | CheckSyntax
  | ForeignKeySyntax
  | DefaultSyntax
  | GeneratedSyntax
  | (ConstraintNode & Resolving & { readonly kind: 'notNull' | 'null' })
  | (ConstraintNode & { readonly kind: 'collate'; readonly collation: NameNode })
  | (ConstraintNode & { readonly kind: 'empty' })

export type ConstraintSyntaxOf<Kind extends ConstraintSyntax['kind']> = Extract<ConstraintSyntax, { kind: Kind }>

/** The columns of a key or a foreign key in the list of the table; none for what stands behind a column. */
export function columnNamesOf(constraint: ConstraintSyntax): readonly string[] {
  switch (constraint.kind) {
    case 'primaryKey':
    case 'unique':
      return constraint.columns.map(({ name }) => name.name)
    case 'foreignKey':
      return constraint.columns.map(({ name }) => name)
    default:
      return []
  }
}
