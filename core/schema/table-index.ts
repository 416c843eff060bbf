/** One key of an index: a column, or an expression with whatever follows it (COLLATE, operator class, DESC, NULLS FIRST). */
export type IndexElement =
  { readonly kind: 'column'; readonly name: string } | { readonly kind: 'expression'; readonly sql: string }

export interface TableIndex {
  readonly kind: 'index'
  readonly name: string
  readonly elements: readonly IndexElement[]
  readonly unique: boolean
  /** The predicate of a partial index, without WHERE. */
  readonly where: string | null
  /** PostgreSQL's access method; null is the default (btree). */
  readonly using: string | null
  readonly include: readonly string[]
  readonly with: Readonly<Record<string, string>>
  readonly tablespace: string | null
  readonly nullsNotDistinct: boolean
}
