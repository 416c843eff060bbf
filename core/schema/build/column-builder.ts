import type { AutoIncrement, Column, DefaultValue, Generated, Identity } from '../column'
import type { ColumnType } from '../column-type'
import type { Constraint, ForeignKey } from '../constraint'
import { isSqlExpression, type SqlExpression } from '../sql-expression'
import { foreignKeyRecord, primaryKeyRecord, uniqueRecord, type ForeignKeyOptions } from './constraint-builder'

interface Reference {
  readonly table: string
  readonly columns: readonly string[]
  readonly options: ForeignKeyOptions
}

/** What a chain of column modifiers has collected so far. The name comes from the table's key. */
export interface ColumnSpec {
  readonly type: ColumnType
  readonly nullable: boolean | null
  readonly default: DefaultValue | null
  readonly comment: string | null
  readonly collation: string | null
  readonly generated: Generated | null
  readonly identity: Identity | null
  readonly autoIncrement: AutoIncrement
  readonly primaryKey: boolean
  readonly unique: boolean
  readonly reference: Reference | null
}

/** A column being described: `integer().notNull().default(0)`. Every modifier gives a new builder. */
export class ColumnBuilder {
  readonly kind = 'column'

  constructor(readonly spec: ColumnSpec) {}

  /** Part of the primary key; not null. */
  primaryKey(): ColumnBuilder {
    return this.#with({ primaryKey: true })
  }

  notNull(): ColumnBuilder {
    return this.#with({ nullable: false })
  }

  nullable(): ColumnBuilder {
    return this.#with({ nullable: true })
  }

  /** A unique constraint without a name of its own on this column. */
  unique(): ColumnBuilder {
    return this.#with({ unique: true })
  }

  comment(text: string): ColumnBuilder {
    return this.#with({ comment: text })
  }

  /** The collation, by its name in the database. */
  collate(collation: string): ColumnBuilder {
    return this.#with({ collation })
  }

  /** The server default: a plain value, or `` sql`…` `` for an expression. */
  default(value: string | number | bigint | boolean | SqlExpression): ColumnBuilder {
    return this.#with({ default: defaultValue(value) })
  }

  /** A generated column. `stored` keeps the value on disk; otherwise it is computed when read. */
  generatedAs(expression: SqlExpression, options: { readonly stored?: boolean } = {}): ColumnBuilder {
    return this.#with({ generated: { sql: expression.text, stored: options.stored ?? false } })
  }

  /** An SQL identity column (PostgreSQL). */
  identity(options: { readonly always?: boolean } = {}): ColumnBuilder {
    return this.#with({ identity: { always: options.always ?? false }, nullable: false })
  }

  /** Counts up by itself; `false` keeps an integer primary key from doing so. */
  autoIncrement(enabled = true): ColumnBuilder {
    return this.#with({ autoIncrement: enabled })
  }

  /** A foreign key without a name of its own from this column. */
  references(table: string, column: string | readonly string[] = [], options: ForeignKeyOptions = {}): ColumnBuilder {
    return this.#with({ reference: { table, columns: typeof column === 'string' ? [column] : column, options } })
  }

  #with(change: Partial<ColumnSpec>): ColumnBuilder {
    return new ColumnBuilder({ ...this.spec, ...change })
  }
}

export const columnOfType = (type: ColumnType): ColumnBuilder =>
  new ColumnBuilder({
    type,
    nullable: null,
    default: null,
    comment: null,
    collation: null,
    generated: null,
    identity: null,
    autoIncrement: 'auto',
    primaryKey: false,
    unique: false,
    reference: null,
  })

export function defaultValue(value: string | number | bigint | boolean | SqlExpression): DefaultValue {
  if (isSqlExpression(value)) return { kind: 'expression', sql: value.text }
  if (['string', 'number', 'bigint', 'boolean'].includes(typeof value)) return { kind: 'literal', value }
  throw new TypeError('a default is a text, a number, true or false, or sql`…` for an expression')
}

/** The plain column a builder stands for. */
export function buildColumn(name: string, { spec }: ColumnBuilder): Column {
  return {
    name,
    type: spec.type,
    nullable: spec.nullable ?? !spec.primaryKey,
    default: spec.default,
    comment: spec.comment,
    collation: spec.collation,
    generated: spec.generated,
    identity: spec.identity,
    autoIncrement: spec.autoIncrement,
  }
}

/** The constraints declared on the column itself, without names. */
export function inlineConstraints(
  name: string,
  { spec }: ColumnBuilder,
): readonly Exclude<Constraint, { kind: 'check' }>[] {
  const reference: ForeignKey[] = []
  if (spec.reference !== null) {
    const { table, columns, options } = spec.reference
    reference.push(
      foreignKeyRecord({ name: null, columns: [name], referredTable: table, referredColumns: columns, options }),
    )
  }
  return [
    ...(spec.primaryKey ? [primaryKeyRecord(null, [name])] : []),
    ...(spec.unique ? [uniqueRecord(null, [name])] : []),
    ...reference,
  ]
}
