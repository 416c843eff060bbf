import { RetortError } from '../errors'
import type { Dialect, ScratchDatabase } from '../dialects/dialect'
import type { CheckConstraint } from '../schema/constraint'
import { emptySchema, tableOf, type Schema } from '../schema/schema'
import { columnOf, type Table } from '../schema/table'
import type { TableIndex } from '../schema/table-index'
import { sameTable, type TableName } from '../schema/table-name'
import { compareSchemas } from './compare/compare-schemas'
import type { Comparison, CompareOptions } from './compare/comparison'

/** What was compared, and the kind of database it is for. */
export interface Undecided {
  readonly wanted: Schema
  readonly found: Schema
  readonly dialect: Dialect
  readonly options?: Partial<CompareOptions>
}

/**
 * Settles a comparison that turns on the spelling of expressions: the wanted tables are created on a scratch database,
 * read back in the server's own words, and compared again. `scratch` is an empty database of the same kind.
 */
export async function decide(
  comparison: Comparison,
  { wanted, found, dialect, options = {} }: Undecided,
  scratch: ScratchDatabase,
): Promise<Comparison> {
  if (comparison.undecided.length === 0) return comparison
  const realised = withReferred(wanted, comparison.undecided).map(named)
  const schemas = await realise({ ...wanted, tables: realised }, dialect, scratch)
  const printed = await dialect.inspect(scratch.connection, { includeSchemas: schemas > 0 })
  const tables = wanted.tables.map(table => inWordsOf(tableOf(printed, table.name), table))
  return compareSchemas({ ...wanted, tables }, found, dialect.comparison, { ...options, printed: true })
}

/** Creates a schema on a scratch database; how many namespaces that took. Fails with `BAD_MODEL`. */
export async function realise(schema: Schema, dialect: Dialect, scratch: ScratchDatabase): Promise<number> {
  const { operations } = compareSchemas(schema, emptySchema, dialect.comparison)
  const statements = operations
    .flatMap(operation => dialect.ddl.compile(operation))
    .map(each => dialect.ddl.inlined(each))
  const schemas = new Set(schema.tables.map(({ name }) => name.schema).filter(name => name !== null))
  const homes = [...schemas].map(name => `CREATE SCHEMA IF NOT EXISTS ${dialect.ddl.quote(name)}`)
  try {
    await scratch.connection.script([...homes, ...statements].map(each => `${each};\n`).join(''))
  } catch (error) {
    throw notRealisable(error)
  }
  return schemas.size
}

/** The named tables and all that they refer to, directly or not. */
function withReferred(schema: Schema, names: readonly TableName[]): readonly Table[] {
  const ahead = [...names]
  const needed: Table[] = []
  for (let name = ahead.pop(); name !== undefined; name = ahead.pop()) {
    const table = tableOf(schema, name)
    if (table === undefined || needed.includes(table)) continue
    needed.push(table)
    ahead.push(...table.foreignKeys.map(({ referredTable }) => referredTable))
  }
  return schema.tables.filter(table => needed.includes(table))
}

const placeholderName = (position: number): string => `_retort_check_${position}`

/** Checks without names get one each, to be known again when they are read back. */
const named = (table: Table): Table => ({
  ...table,
  checks: table.checks.map((check, position) => ({ ...check, name: check.name ?? placeholderName(position) })),
})

/** The wanted table with its expressions as the server prints them. */
function inWordsOf(printed: Table | undefined, wanted: Table): Table {
  if (printed === undefined || !sameTable(printed.name, wanted.name)) return wanted
  return {
    ...wanted,
    columns: wanted.columns.map(column => {
      const read = columnOf(printed, column.name)
      return read === undefined ? column : { ...column, default: read.default, generated: read.generated }
    }),
    checks: wanted.checks.map((check, position) => printedCheck(check, position, printed)),
    indexes: wanted.indexes.map(index => printedIndex(index, printed)),
  }
}

function printedCheck(check: CheckConstraint, position: number, { checks }: Table): CheckConstraint {
  const read = checks.find(({ name }) => name === (check.name ?? placeholderName(position)))
  return read === undefined ? check : { ...check, sql: read.sql }
}

function printedIndex(index: TableIndex, { indexes }: Table): TableIndex {
  const read = indexes.find(({ name }) => name === index.name)
  return read === undefined ? index : { ...index, elements: read.elements, where: read.where }
}

function notRealisable(error: unknown): RetortError {
  const reason = error instanceof Error ? error.message : String(error)
  return new RetortError('BAD_MODEL', `The model's tables cannot be created on a scratch database: ${reason}`, {
    cause: error,
    hint: 'Correct the model, or set devUrl to a database that has the functions and extensions it uses.',
  })
}
