import { expect, test } from 'vitest'
import { createTable } from '../../core/operations/create-table'
import { sql } from '../../core/schema/sql-expression'
import { foreignKey, index, unique, check } from '../../core/schema/build/constraint-builder'
import * as types from '../../core/schema/build/types'
import { tableName } from '../../core/schema/table-name'
import { tableOf } from '../../core/schema/schema'
import type { WriteConnection } from '../../core/dialects/connection'
import { sqliteComparison } from '../../core/dialects/sqlite/comparison'
import { SqliteDdlCompiler } from '../../core/dialects/sqlite/ddl-compiler'
import { sqliteDriver } from '../../core/dialects/sqlite/driver'
import { inspect } from '../../core/dialects/sqlite/inspector'
import { sqliteUrl } from '../../core/dialects/sqlite/url'

const told: string[] = []

async function database(script: string): Promise<WriteConnection> {
  const connection = await sqliteDriver.connect(sqliteUrl.parse('sqlite::memory:', '/'), {
    onStatement: statement => told.push(statement),
  })
  await connection.script(script)
  told.length = 0
  return connection
}

const inspected = async (script: string) => inspect(await database(script))

test('what the pragmas do not show is read from the text', async () => {
  const { tables } = await inspected(`
    CREATE TABLE p (id INTEGER PRIMARY KEY AUTOINCREMENT);
    CREATE TABLE t (
      A INT NOT NULL DEFAULT (1 + 2),
      b VARCHAR(40) COLLATE NOCASE DEFAULT 'x' CHECK (length(b) > 1),
      c INT AS (a * 2) STORED,
      d UNSIGNED BIG INT,
      e DEFAULT "grace",
      f INT REFERENCES p DEFERRABLE INITIALLY DEFERRED,
      CONSTRAINT pk PRIMARY KEY (a, B),
      CONSTRAINT uq UNIQUE (b, D) ON CONFLICT IGNORE,
      UNIQUE (d, b), UNIQUE (b, d),
      CONSTRAINT fk FOREIGN KEY (a, d) REFERENCES q (x, y) ON DELETE CASCADE ON UPDATE SET NULL,
      CHECK (a <> 5)
    ) WITHOUT ROWID;
    CREATE UNIQUE INDEX ix ON t (B, lower(b), d COLLATE RTRIM DESC) WHERE d IS NOT NULL`)
  const t = tables.find(table => table.name.name === 't')!
  expect(t.columns.map(({ name, type, nullable }) => [name, type, nullable])).toEqual([
    ['A', { kind: 'integer' }, false],
    ['b', { kind: 'string', length: 40 }, false],
    ['c', { kind: 'integer' }, true],
    ['d', { kind: 'raw', sql: 'UNSIGNED BIG INT' }, true],
    ['e', { kind: 'raw', sql: '' }, true],
    ['f', { kind: 'integer' }, true],
  ])
  expect(t.columns.map(column => column.default)).toEqual([
    { kind: 'expression', sql: '1 + 2' },
    { kind: 'literal', value: 'x' },
    null,
    null,
    { kind: 'literal', value: 'grace' },
    null,
  ])
  expect(t.columns[1]).toMatchObject({ collation: 'NOCASE' })
  expect(t.columns[2]).toMatchObject({ generated: { sql: 'a * 2', stored: true } })
  expect(t.primaryKey).toEqual({ kind: 'primaryKey', name: 'pk', columns: ['A', 'b'] })
  expect(t.uniques.map(({ name, columns }) => [name, columns])).toEqual([
    ['uq', ['b', 'd']],
    [null, ['d', 'b']],
  ])
  expect(t.foreignKeys).toMatchObject([
    { columns: ['f'], referredTable: { name: 'p' }, referredColumns: [], deferrable: true, initially: 'deferred' },
    { name: 'fk', columns: ['A', 'd'], referredColumns: ['x', 'y'], onDelete: 'cascade', onUpdate: 'set null' },
  ])
  expect(t.checks.map(({ name, sql: text }) => [name, text])).toEqual([
    [null, 'length(b) > 1'],
    [null, 'a <> 5'],
  ])
  expect(t.indexes).toMatchObject([
    {
      name: 'ix',
      unique: true,
      where: 'd IS NOT NULL',
      elements: [
        { kind: 'column', name: 'b' },
        { kind: 'expression', sql: 'lower(b)' },
        { kind: 'expression', sql: 'd COLLATE RTRIM DESC' },
      ],
    },
  ])
  expect([t.strict, t.withoutRowid]).toEqual([false, true])
  expect(tables.find(table => table.name.name === 'p')!.columns[0]).toMatchObject({
    autoIncrement: true,
    nullable: false,
  })
})

test('columns are those that SQLite itself sees', async () => {
  const connection = await database(`
    CREATE TABLE "a b" ("c""d" int, [e f] text, 'g' , long generated always, h VARYING CHARACTER (3) NOT NULL);
    CREATE TABLE made AS SELECT 1 AS one, 'x' AS "two three";
    CREATE TABLE s (id INT PRIMARY KEY, r REAL, x ANY) STRICT`)
  const { tables } = await inspect(connection)
  for (const { name, columns } of tables) {
    const rows = await connection.query('SELECT name, "notnull" AS n FROM pragma_table_xinfo(?) WHERE pk = 0', [
      name.name,
    ])
    const seen = columns
      .filter(column => column.name !== 'id')
      .map(column => ({ name: column.name, n: Number(!column.nullable) }))
    expect(seen).toEqual(rows)
  }
  expect(tables.map(({ name }) => name.name)).toEqual(['a b', 'made', 's'])
  expect(tables[2]!.columns[0]!.type).toEqual({ kind: 'raw', sql: 'INT' })
})

test('virtual tables, their shadows and the tables of SQLite are left alone', async () => {
  const { tables } = await inspected(`
    CREATE TABLE notes (id INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT);
    CREATE TABLE notes_content (mine TEXT);
    CREATE VIRTUAL TABLE search USING fts5(body);
    CREATE VIRTUAL TABLE places USING rtree(id, x1, x2);
    INSERT INTO notes (body) VALUES ('a'); ANALYZE`)
  expect(tables.map(({ name }) => name.name)).toEqual(['notes', 'notes_content'])
})

test('views say their query, with their columns', async () => {
  const { views } = await inspected(`
    CREATE TABLE t (a); CREATE VIEW v AS SELECT a FROM t WHERE a > 1;
    CREATE VIEW broken (x) AS SELECT gone FROM nowhere`)
  expect(views).toEqual([
    { kind: 'view', name: tableName('v'), sql: 'SELECT a FROM t WHERE a > 1' },
    {
      kind: 'view',
      name: tableName('broken'),
      sql: 'WITH "broken" ("x") AS (SELECT gone FROM nowhere) SELECT * FROM "broken"',
    },
  ])
})

test('a table whose text cannot be read does not hide the others', async () => {
  const connection = await database('CREATE TABLE a (x INT NOT NULL DEFAULT 5); CREATE TABLE b (y)')
  // No text that SQLite takes is known to be beyond the parser, so one is put in its way.
  const query: WriteConnection['query'] = async (statement, params) => {
    const rows = await connection.query(statement, params)
    return rows.map(row => (row['name'] === 'a' ? { ...row, sql: 'CREATE TABLE a (x INT ~ 1)' } : row)) as never
  }
  const { tables } = await inspect({
    ...connection,
    dialect: 'sqlite',
    serverVersion: '',
    url: connection.url,
    query,
    close: () => connection.close(),
  })
  expect(tables.map(({ name, columns }) => [name.name, columns.map(column => column.name)])).toEqual([
    ['a', ['x']],
    ['b', ['y']],
  ])
  expect(tables[0]!.columns[0]).toMatchObject({ nullable: false, default: { kind: 'literal', value: 5 } })
})

test('the number of queries does not depend on the number of tables', async () => {
  const script = (tables: number) =>
    Array.from(
      { length: tables },
      (_, n) => `CREATE TABLE t${n} (id INTEGER PRIMARY KEY, a TEXT NOT NULL, b INT REFERENCES t0 (id), UNIQUE (a, b));
        CREATE INDEX ix${n} ON t${n} (b)`,
    ).join(';')
  const few = await inspected(script(2))
  const roundTrips = told.length
  const many = await inspected(script(1000))
  expect([few.tables.length, many.tables.length]).toEqual([2, 1000])
  expect(many.tables[999]!.indexes).toHaveLength(1)
  expect(told.length).toBe(roundTrips)
})

const COLUMNS = {
  id: types.integer().primaryKey().autoIncrement(),
  name: types.string(40).notNull().default("it's").collate('NOCASE').comment('shown'),
  short: types.string(),
  small: types.smallInteger().default(-5),
  large: types.bigInteger().default(9007199254740993n),
  price: types.numeric(10, 2).default(sql`1.50`),
  on: types.boolean().notNull().default(true),
  ratio: types.double().default(0.5),
  single: types.float(),
  born: types.date(),
  at: types.time(),
  made: types.dateTime({ timezone: true }).default(sql`CURRENT_TIMESTAMP`),
  long: types.interval(),
  data: types.json().default('{}'),
  more: types.jsonb(),
  key: types.uuid().unique(),
  bytes: types.binary(),
  mood: types.enumType('mood', ['sad', 'so-so']).default('sad'),
  odd: types.rawType('UNSIGNED BIG INT'),
  none: types.rawType(''),
  twice: types.integer().generatedAs(sql`small * 2`, { stored: true }),
  boss: types.integer().references('things', 'id', { onDelete: 'set null', initially: 'deferred' }),
}

test.each([
  ['an ordinary table', COLUMNS, {}],
  [
    'a table without rowid',
    { a: types.string(3).primaryKey(), b: types.integer().primaryKey() },
    { withoutRowid: true },
  ],
  [
    'a strict table',
    {
      id: types.integer().primaryKey(),
      n: types.numeric(4, 1),
      t: types.dateTime(),
      b: types.boolean(),
      x: types.binary(),
      f: types.float(),
    },
    { strict: true },
  ],
])('%s is read back as it was created', async (_, columns, options) => {
  const first = Object.keys(columns)[1]!
  const items = [
    index('ix', [first, sql`lower('x')`], { unique: true, where: sql`1 > 0` }),
    unique('uq', [first]),
    check('ck', sql`length('x') > 0`),
    foreignKey('fk', [first], 'things', ['id'], { onUpdate: 'cascade' }),
  ]
  const operation = createTable('things', columns, items, { ...options, comment: 'left out' })
  const connection = await database('SELECT 1')
  for (const { sql: text } of new SqliteDdlCompiler().compile(operation)) await connection.script(text)
  const found = tableOf(await inspect(connection), tableName('things'))!
  const comparable = (table: typeof found) => {
    const stored = sqliteComparison.stored(table)
    return {
      ...stored,
      columns: stored.columns.map(column => ({
        ...column,
        type: sqliteComparison.type(column.type),
        default: sqliteComparison.default(column),
        generated: column.generated && { ...column.generated, sql: sqliteComparison.expression(column.generated.sql) },
      })),
      checks: stored.checks.map(({ name, sql: text }) => [name, sqliteComparison.expression(text)]).sort(),
      uniques: [...stored.uniques].sort((a, b) => a.columns.join().localeCompare(b.columns.join())),
      foreignKeys: [...stored.foreignKeys].sort((a, b) => a.columns.join().localeCompare(b.columns.join())),
    }
  }
  expect(comparable(found)).toEqual(comparable(operation.table))
})

test('unique constraints of the same columns are all there where they have names, for each has to be dropped', async () => {
  const { tables } = await inspected(`
    CREATE TABLE t (a, b, c UNIQUE, CONSTRAINT u1 UNIQUE (a, b), UNIQUE (a, b), CONSTRAINT u2 UNIQUE (a, B), UNIQUE (c))`)
  expect(tables[0]!.uniques.map(({ name, columns }) => [name, ...columns])).toEqual([
    [null, 'c'],
    ['u1', 'a', 'b'],
    ['u2', 'a', 'b'],
  ])
})
