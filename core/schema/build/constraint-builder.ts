import type {
  CheckConstraint,
  ForeignKey,
  Initially,
  PrimaryKey,
  ReferentialAction,
  UniqueConstraint,
} from '../constraint'
import { definitionText, isSqlExpression, type SqlExpression } from '../sql-expression'
import type { IndexElement, TableIndex } from '../table-index'
import { tableName } from '../table-name'

export interface ForeignKeyOptions {
  readonly onDelete?: ReferentialAction
  readonly onUpdate?: ReferentialAction
  readonly deferrable?: boolean
  readonly initially?: Initially
  readonly match?: ForeignKey['match']
  readonly notValid?: boolean
  readonly referentSchema?: string
}

export interface UniqueOptions {
  readonly deferrable?: boolean
  readonly initially?: Initially
  readonly nullsNotDistinct?: boolean
}

export interface CheckOptions {
  readonly notValid?: boolean
}

export interface IndexOptions {
  readonly unique?: boolean
  readonly where?: SqlExpression | string
  readonly using?: string
  readonly include?: readonly string[]
  readonly with?: Readonly<Record<string, string | number | boolean>>
  /** Operator classes by column name. */
  readonly ops?: Readonly<Record<string, string>>
  readonly nullsNotDistinct?: boolean
  readonly tablespace?: string
}

export const primaryKeyRecord = (name: string | null, columns: readonly string[]): PrimaryKey => ({
  kind: 'primaryKey',
  name,
  columns,
})

export function uniqueRecord(
  name: string | null,
  columns: readonly string[],
  options: UniqueOptions = {},
): UniqueConstraint {
  return {
    kind: 'unique',
    name,
    columns,
    deferrable: options.deferrable ?? options.initially !== undefined,
    initially: options.initially ?? 'immediate',
    nullsNotDistinct: options.nullsNotDistinct ?? false,
  }
}

export function checkRecord(
  name: string | null,
  condition: SqlExpression | string,
  options: CheckOptions = {},
): CheckConstraint {
  return { kind: 'check', name, sql: definitionText(condition), notValid: options.notValid ?? false }
}

interface ForeignKeyParts {
  readonly name: string | null
  readonly columns: readonly string[]
  readonly referredTable: string
  readonly referredColumns: readonly string[]
  readonly options: ForeignKeyOptions
}

export function foreignKeyRecord({
  name,
  columns,
  referredTable,
  referredColumns,
  options,
}: ForeignKeyParts): ForeignKey {
  return {
    kind: 'foreignKey',
    name,
    columns,
    referredTable: tableName(referredTable, options.referentSchema),
    referredColumns,
    onDelete: options.onDelete ?? 'no action',
    onUpdate: options.onUpdate ?? 'no action',
    deferrable: options.deferrable ?? options.initially !== undefined,
    initially: options.initially ?? 'immediate',
    match: options.match ?? 'simple',
    notValid: options.notValid ?? false,
  }
}

export function indexRecord(
  name: string,
  columns: readonly (string | SqlExpression)[],
  options: IndexOptions = {},
): TableIndex {
  return {
    kind: 'index',
    name,
    elements: columns.map(column => indexElement(column, options.ops ?? {})),
    unique: options.unique ?? false,
    where: options.where === undefined ? null : definitionText(options.where),
    using: options.using ?? null,
    include: options.include ?? [],
    with: Object.fromEntries(Object.entries(options.with ?? {}).map(([key, value]) => [key, String(value)])),
    tablespace: options.tablespace ?? null,
    nullsNotDistinct: options.nullsNotDistinct ?? false,
  }
}

function indexElement(column: string | SqlExpression, ops: Readonly<Record<string, string>>): IndexElement {
  if (isSqlExpression(column)) return { kind: 'expression', sql: column.text }
  const operatorClass = ops[column]
  return operatorClass === undefined
    ? { kind: 'column', name: column }
    : { kind: 'expression', sql: `"${column.replaceAll('"', '""')}" ${operatorClass}` }
}

/** A unique constraint of a table. */
export const unique = uniqueRecord

/** A CHECK constraint of a table. */
export const check = checkRecord

/** An index of a table: columns by name, expressions by `` sql`…` ``. */
export const index = indexRecord

/** A primary key of several columns, or one with a name. */
export const primaryKey = primaryKeyRecord

type ForeignKeyArguments = [
  name: string | null,
  columns: readonly string[],
  referredTable: string,
  referredColumns: readonly string[],
  options?: ForeignKeyOptions,
]

/** A foreign key of a table. `referredTable` may name its schema by the option `referentSchema`. */
export const foreignKey = (
  ...[name, columns, referredTable, referredColumns, options = {}]: ForeignKeyArguments
): ForeignKey => foreignKeyRecord({ name, columns, referredTable, referredColumns, options })
