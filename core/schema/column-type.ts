/** A column's type, as data. `raw` is a type of the database that has no word here, spelled as the database spells it. */
export type ColumnType =
  | { readonly kind: 'integer' | 'smallInteger' | 'bigInteger' | 'text' | 'boolean' | 'float' | 'double' }
  | { readonly kind: 'date' | 'interval' | 'json' | 'jsonb' | 'uuid' | 'binary' }
  | { readonly kind: 'string'; readonly length: number | null }
  | { readonly kind: 'numeric'; readonly precision: number | null; readonly scale: number | null }
  | { readonly kind: 'time' | 'dateTime'; readonly timezone: boolean; readonly precision: number | null }
  | { readonly kind: 'enum'; readonly name: string; readonly schema: string | null; readonly values: readonly string[] }
  | { readonly kind: 'array'; readonly of: ColumnType }
  | { readonly kind: 'raw'; readonly sql: string }

export type ColumnTypeKind = ColumnType['kind']

const INTEGER_KINDS: readonly ColumnTypeKind[] = ['integer', 'smallInteger', 'bigInteger']

export const isIntegerType = (type: ColumnType): boolean => INTEGER_KINDS.includes(type.kind)
