import fc from 'fast-check'
import type { ColumnBuilder } from '../../core/schema/build/column-builder'
import { check, foreignKey, index, primaryKey, unique } from '../../core/schema/build/constraint-builder'
import { table } from '../../core/schema/build/table-builder'
import {
  bigInteger,
  boolean,
  dateTime,
  enumType,
  integer,
  json,
  numeric,
  rawType,
  string,
  text,
} from '../../core/schema/build/types'
import type { Constraint } from '../../core/schema/constraint'
import { emptySchema, type Schema } from '../../core/schema/schema'
import { sql, type SqlExpression } from '../../core/schema/sql-expression'
import type { Table } from '../../core/schema/table'
import type { TableIndex } from '../../core/schema/table-index'

/** Few names, so that two schemas have much in common and differ in the interesting places. */
const TABLES = ['alpha', 'beta', 'gamma', 'odd "name"']
const COLUMNS = ['a', 'b', 'c', '2024', 'two words']

/** What the columns of a schema are made of. */
interface Ingredients {
  readonly types: readonly ColumnBuilder[]
  readonly defaults: readonly (string | number | bigint | boolean | SqlExpression)[]
  readonly keys: readonly ('inline' | 'composite' | 'named' | 'none')[]
}

/** Everything that can be written, whether a database would take it or not. */
const anything: Ingredients = {
  types: [
    integer(),
    bigInteger(),
    string(),
    string(20),
    text(),
    boolean(),
    numeric(10, 2),
    dateTime({ timezone: true }),
    json(),
    enumType('mood', ['sad', 'ok']),
    rawType('tsvector'),
  ],
  defaults: ['', 'it\'s "quoted" `${x}` \\', 0, -1, 2n ** 60n, true, sql`CURRENT_TIMESTAMP`],
  keys: ['inline', 'composite', 'named', 'none'],
}

/** What every database takes: any column may refer to `id`, and `id` is a key. */
const realisable: Ingredients = {
  types: [integer(), bigInteger()],
  defaults: [0, -1, sql`1 + 1`, sql`abs(-2)`],
  keys: ['inline', 'named'],
}

const actions = fc.constantFrom('cascade' as const, 'restrict' as const, 'no action' as const)

const reference = fc.record({ table: fc.constantFrom(...TABLES), onDelete: actions })

const columnOf = ({ types, defaults }: Ingredients): fc.Arbitrary<ColumnBuilder> =>
  fc
    .record({
      builder: fc.constantFrom(...types),
      notNull: fc.boolean(),
      unique: fc.boolean(),
      default: fc.option(fc.constantFrom(...defaults)),
      comment: fc.option(fc.constantFrom('a', "b's")),
      generated: fc.option(fc.constantFrom('id + 1', 'id + 2'), { freq: 6 }),
      reference: fc.option(reference, { freq: 4 }),
    })
    .map(given => {
      let builder = given.builder
      if (given.notNull) builder = builder.notNull()
      if (given.unique) builder = builder.unique()
      if (given.generated !== null) builder = builder.generatedAs(rawSql(given.generated), { stored: true })
      else if (given.default !== null) builder = builder.default(given.default)
      if (given.comment !== null) builder = builder.comment(given.comment)
      if (given.reference !== null && given.generated === null)
        builder = builder.references(given.reference.table, 'id', { onDelete: given.reference.onDelete })
      return builder
    })

const rawSql = (text: string) => ({ kind: 'sql' as const, text, values: [] })

function itemsOf(name: string, columns: readonly string[]): fc.Arbitrary<(Constraint | TableIndex)[]> {
  const some = fc.uniqueArray(fc.constantFrom('id', ...columns), { minLength: 1, maxLength: 2 })
  const named = (kind: string) => fc.constantFrom(`${kind}_${name}_1`, `${kind}_${name}_2`)
  const uniques = fc
    .tuple(named('uq'), some, fc.boolean())
    .map(([id, on, deferrable]) => (on.join() === 'id' ? [] : [unique(id, on, { deferrable })]))
  const checks = fc
    .tuple(fc.option(named('ck')), fc.constantFrom('id > 0', "id <> 1 AND 'it''s' <> ''"))
    .map(([id, condition]) => check(id, rawSql(id === null ? `${condition} AND id < 9` : condition)))
  const keys = fc.tuple(named('fk'), some, fc.constantFrom(...TABLES), actions).map(([id, on, referred, onDelete]) =>
    on
      .filter(one => one !== 'id')
      .slice(0, 1)
      .map(one => foreignKey(id, [one], referred, ['id'], { onDelete })),
  )
  const indexes = fc
    .tuple(named('ix'), some, fc.boolean(), fc.option(fc.constant('id > 0')))
    .map(([id, on, isUnique, where]) => index(id, on, { unique: isUnique, ...(where === null ? {} : { where }) }))
  return fc
    .tuple(
      fc.array(uniques, { maxLength: 2 }).map(lists => lists.flat()),
      fc.array(checks, { maxLength: 2 }),
      fc.array(keys, { maxLength: 2 }).map(lists => lists.flat()),
    )
    .chain(lists => fc.tuple(fc.constant(lists.flat()), fc.array(indexes, { maxLength: 2 })))
    .map(lists => withoutDoubles(lists.flat()))
}

const definition = (item: Constraint | TableIndex): string =>
  'columns' in item ? [...item.columns].sort().join() : JSON.stringify({ ...item, name: null })

function withoutDoubles(items: readonly (Constraint | TableIndex)[]): (Constraint | TableIndex)[] {
  const isTwin = (one: Constraint | TableIndex, other: Constraint | TableIndex): boolean =>
    (one.name !== null && one.name === other.name) || (one.kind === other.kind && definition(one) === definition(other))
  return items.filter((item, at) => items.findIndex(other => isTwin(item, other)) === at)
}

function tableNamed(name: string, ingredients: Ingredients): fc.Arbitrary<Table> {
  return fc.uniqueArray(fc.constantFrom(...COLUMNS), { maxLength: 4 }).chain(names =>
    fc
      .record({
        columns: fc.tuple(...names.map(() => columnOf(ingredients))),
        items: itemsOf(name, names),
        key: fc.constantFrom(...ingredients.keys),
        comment: fc.option(fc.constantFrom('one', 'two')),
      })
      .map(given => {
        const id = given.key === 'inline' ? integer().primaryKey() : integer().notNull()
        const keys = keyItems(given.key, name, names)
        return table(
          name,
          [['id', id], ...names.map((one, at): [string, ColumnBuilder] => [one, given.columns[at] ?? text()])],
          [...keys, ...given.items.filter(item => !isSaidInline(item, names, given.columns))],
          given.comment === null ? {} : { comment: given.comment },
        )
      }),
  )
}

/** A column that refers to a table by itself gets no second foreign key: without a name the two could not be told apart. */
function isSaidInline(
  item: Constraint | TableIndex,
  names: readonly string[],
  columns: readonly ColumnBuilder[],
): boolean {
  if (item.kind !== 'foreignKey') return false
  return item.columns.some(one => columns[names.indexOf(one)]?.spec.reference?.table !== undefined)
}

function keyItems(kind: string, name: string, columns: readonly string[]): Constraint[] {
  if (kind === 'composite') return [primaryKey(null, ['id', ...columns.slice(0, 1)])]
  return kind === 'named' ? [primaryKey(`pk_${name}`, ['id'])] : []
}

const schemasOf = (ingredients: Ingredients): fc.Arbitrary<Schema> =>
  fc
    .subarray(TABLES)
    .chain(names => fc.tuple(...names.map(name => tableNamed(name, ingredients))))
    .map(tables => {
      const isThere = (name: string): boolean => tables.some(({ name: other }) => other.name === name)
      const kept = (one: Table): Table => ({
        ...one,
        foreignKeys: one.foreignKeys.filter(({ referredTable }) => isThere(referredTable.name)),
      })
      return { ...emptySchema, tables: tables.map(kept) }
    })

/** A schema of up to four tables that refer to one another, in circles too, and never to what is not there. */
export const schemas = schemasOf(anything)

/** The same, of what a real database accepts. */
export const realisableSchemas = schemasOf(realisable)
