import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { WriteConnection } from '../../core/dialects/connection'
import { columnOf, type Table } from '../../core/schema/table'
import { tableOf } from '../../core/schema/schema'
import { tableName } from '../../core/schema/table-name'
import {
  array,
  bigInteger,
  binary,
  boolean,
  date,
  dateTime,
  double,
  enumType,
  float,
  integer,
  interval,
  json,
  jsonb,
  numeric,
  rawType,
  smallInteger,
  string,
  text,
  time,
  uuid,
} from '../../core/schema/build/types'
import { check, foreignKey, index, primaryKey, unique } from '../../core/schema/build/constraint-builder'
import { table } from '../../core/schema/build/table-builder'
import { sql } from '../../core/schema/sql-expression'
import { postgresqlServer } from '../harness/postgresql'
import { requires } from '../harness/requirement'
import { targets } from './postgresql-targets'

const everyType = table('every_type', {
  a: smallInteger(),
  b: integer(),
  c: bigInteger(),
  d: string(),
  e: string(20),
  f: text(),
  g: boolean(),
  h: numeric(),
  i: numeric(10, 2),
  j: float(),
  k: double(),
  l: date(),
  m: time(),
  n: time({ timezone: true, precision: 3 }),
  o: dateTime(),
  p: dateTime({ timezone: true }),
  q: dateTime({ precision: 0 }),
  r: interval(),
  s: json(),
  t: jsonb(),
  u: uuid(),
  v: binary(),
  w: enumType('mood', ['sad', "it's ok", 'happy']),
  x: array(integer()),
  y: array(enumType('mood', ['sad', "it's ok", 'happy'])),
  z: rawType('tsvector'),
  aa: rawType('character(3)'),
})

const defaults = table('defaults', {
  id: integer().primaryKey(),
  name: string(20).notNull().default("it's"),
  age: integer().notNull().default(-1),
  big: bigInteger().default(9007199254740993n),
  ratio: numeric(6, 3).default(1.5),
  active: boolean().notNull().default(false),
  mood: enumType('mood', ['sad', "it's ok", 'happy']).default('sad'),
  settings: jsonb().default('{}'),
  created: dateTime({ timezone: true }).default(sql`now()`),
  born: date().default('2020-01-31'),
})

const constrained = table(
  'constrained',
  {
    id: integer().primaryKey().autoIncrement(false),
    code: text().notNull(),
    parent: integer(),
    price: integer().comment("the customer's price"),
    doubled: integer().generatedAs(sql`price * 2`, { stored: true }),
    sorted: text().collate('C'),
  },
  [
    primaryKey('pk_constrained', ['id']),
    unique('uq_code', ['code', 'price'], { deferrable: true, initially: 'deferred' }),
    check('ck_price', sql`price > 0`),
    foreignKey('fk_parent', ['parent'], 'constrained', ['id'], { onDelete: 'set null', onUpdate: 'cascade' }),
    index('ix_plain', ['code']),
    index('ix_partial', ['price'], { unique: true, where: sql`price IS NOT NULL`, include: ['code'] }),
    index('ix_hash', ['code'], { using: 'hash' }),
    index('ix_filled', ['price'], { with: { fillfactor: 70 } }),
  ],
  { comment: 'all that hangs on a table' },
)

const counting = table('counting', {
  id: integer().primaryKey(),
  other: integer().notNull().identity({ always: true }),
})

const server = await postgresqlServer()

describe.each(targets(server))('reflection on $name', ({ dialect, needs, open }) => {
  requires(needs)
  let connection: WriteConnection

  beforeEach(async () => {
    connection = await open()
  })
  afterEach(() => connection.close())

  const create = async (wanted: Table): Promise<void> => {
    for (const { sql: text, params } of dialect.ddl.createTable({
      kind: 'createTable',
      table: wanted,
      ifNotExists: false,
    }))
      await connection.execute(text, params)
  }

  test('a table comes back as it was created', async () => {
    for (const wanted of [everyType, defaults, constrained, counting]) {
      await create(wanted)
      const found = tableOf(await dialect.inspect(connection), wanted.name)!
      const stored = dialect.comparison.stored(wanted)
      expect(found.columns).toEqual(
        stored.columns.map(column => ({
          ...column,
          generated: expect.toSatisfy(generated => generated === null || generated.sql === 'price * 2'),
        })),
      )
      expect(found.comment).toBe(stored.comment)
      expect(found.checks).toEqual(stored.checks)
      expect(found.uniques).toEqual(stored.uniques)
      expect(found.foreignKeys).toEqual(stored.foreignKeys)
      expect(found.indexes.map(({ name }) => name)).toEqual(stored.indexes.map(({ name }) => name).sort())
    }
    const found = tableOf(await dialect.inspect(connection), tableName('constrained'))!
    expect(found.primaryKey).toEqual(constrained.primaryKey)
    expect(columnOf(found, 'doubled')!.generated).toEqual({ sql: 'price * 2', stored: true })
    expect(new Map(found.indexes.map(item => [item.name, item]))).toEqual(
      new Map(constrained.indexes.map(item => [item.name, item])),
    )
  })

  test('index keys keep their order, collation and operator class', async () => {
    await connection.script(`
      CREATE TABLE words (word text, "Mixed" text, n integer);
      CREATE INDEX ix_words ON words (lower(word) DESC, "Mixed" text_pattern_ops, word COLLATE "C" NULLS FIRST, (n + 1), n DESC NULLS LAST)`)
    const found = tableOf(await dialect.inspect(connection), tableName('words'))!
    expect(found.indexes[0]!.elements.map(element => (element.kind === 'column' ? element.name : element.sql))).toEqual(
      [
        'lower(word) DESC',
        '"Mixed" text_pattern_ops',
        '"word" COLLATE "C" NULLS FIRST',
        '(n + 1)',
        '"n" DESC NULLS LAST',
      ],
    )
    await connection.script('DROP INDEX ix_words')
    for (const { sql: text } of dialect.ddl.createIndex({
      kind: 'createIndex',
      table: found.name,
      index: found.indexes[0]!,
      concurrently: false,
      ifNotExists: false,
    }))
      await connection.execute(text)
    expect(tableOf(await dialect.inspect(connection), found.name)!.indexes).toEqual(found.indexes)
  })

  test('serial keys and identities count, plain integer keys do not', async () => {
    await connection.script(`
      CREATE TABLE a (id serial PRIMARY KEY);
      CREATE TABLE b (id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY);
      CREATE TABLE c (id integer PRIMARY KEY);
      CREATE TABLE d (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
      CREATE TABLE e (id integer, n serial, PRIMARY KEY (id, n))`)
    const { tables } = await dialect.inspect(connection)
    const said = tables.map(({ name, columns }) => {
      const { autoIncrement, identity, default: value } = columns.at(-1)!
      return [name.name, autoIncrement, identity, value?.kind ?? null]
    })
    expect(said).toEqual([
      ['a', 'auto', null, null],
      ['b', 'auto', null, null],
      ['c', false, null, null],
      ['d', 'auto', { always: true }, null],
      ['e', 'auto', null, 'expression'],
    ])
  })

  test('other schemas are read when they are asked for, views and enums included', async () => {
    await connection.script(`
      CREATE SCHEMA crm;
      CREATE TYPE crm.stage AS ENUM ('new', 'won');
      CREATE TABLE crm.deals (id integer PRIMARY KEY, stage crm.stage);
      CREATE TABLE notes (deal integer REFERENCES crm.deals (id));
      CREATE VIEW open_notes AS SELECT deal FROM notes;
      CREATE TABLE logs (at date) PARTITION BY RANGE (at);
      CREATE TABLE logs_2026 PARTITION OF logs FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')`)
    const here = await dialect.inspect(connection)
    expect(here.tables.map(item => item.name.name)).toEqual(['logs', 'notes'])
    expect(here.tables[1]!.foreignKeys[0]!.referredTable).toEqual(tableName('deals', 'crm'))
    expect(here.views).toEqual([{ kind: 'view', name: tableName('open_notes'), sql: expect.stringMatching(/^SELECT/) }])
    expect(here.enums).toEqual([])
    expect(await dialect.hasTable(connection, tableName('notes'))).toBe(true)
    expect(await dialect.hasTable(connection, tableName('deals'))).toBe(false)
    expect(await dialect.hasTable(connection, tableName('deals', 'crm'))).toBe(true)
    expect(await dialect.rights(connection)).toMatchObject({ canCreate: true })
    const all = await dialect.inspect(connection, { includeSchemas: true })
    expect(all.tables.map(item => item.name)).toContainEqual(tableName('deals', 'crm'))
    expect(all.enums).toEqual([{ kind: 'enumType', name: 'stage', schema: 'crm', values: ['new', 'won'] }])
  })

  test('the number of queries does not grow with the number of tables', async () => {
    let trips = 0
    const counted = { ...connection, dialect: connection.dialect, url: connection.url } as WriteConnection
    counted.query = (text, params) => {
      trips += 1
      return connection.query(text, params)
    }
    const tripsWith = async (tables: number): Promise<number> => {
      for (let number = 0; number < tables; number += 1)
        await connection.execute(`CREATE TABLE t_${tables}_${number} (id serial PRIMARY KEY, name text UNIQUE)`)
      trips = 0
      await dialect.inspect(counted)
      return trips
    }
    const few = await tripsWith(1)
    expect(await tripsWith(20)).toBe(few)
  })
})
