/** The rows of `catalogue-queries.ts`: the seam between the driver's values and the schema model. */

type Flag = boolean

export interface RelationRow {
  readonly oid: number
  readonly schema: string | null
  readonly name: string
  readonly kind: string
  readonly comment: string | null
  readonly definition: string | null
}

export interface ColumnRow {
  readonly relation: number
  readonly name: string
  readonly type: string
  readonly not_null: Flag
  readonly default_text: string | null
  readonly generated: string
  readonly identity: string
  readonly comment: string | null
  readonly collation: string | null
  readonly enum: number | null
  readonly owns_sequence: Flag
}

export interface ConstraintRow {
  readonly relation: number
  readonly name: string
  readonly kind: string
  readonly deferrable: Flag
  readonly deferred: Flag
  readonly not_valid: Flag
  readonly match: string
  readonly on_delete: string
  readonly on_update: string
  readonly expression: string | null
  readonly referred_schema: string | null
  readonly referred_name: string | null
  readonly columns: string | null
  readonly referred_columns: string | null
  readonly nulls_not_distinct: Flag
}

export interface IndexRow {
  readonly relation: number
  readonly name: string
  readonly is_unique: Flag
  readonly method: string
  readonly tablespace: string | null
  readonly predicate: string | null
  readonly storage: string | null
  readonly nulls_not_distinct: Flag
  readonly elements: string
  readonly included: string | null
}

/** One key of an index, as `elements` lists it. */
export interface IndexElementRow {
  readonly column: string | null
  readonly text: string
  readonly option: number
  readonly operatorClass: string | null
  readonly collation: string | null
}

export interface EnumRow {
  readonly oid: number
  readonly name: string
  readonly schema: string | null
  readonly in_scope: Flag
  readonly values: string | null
}

export const list = (json: string | null): readonly string[] =>
  json === null ? [] : (JSON.parse(json) as readonly string[])
