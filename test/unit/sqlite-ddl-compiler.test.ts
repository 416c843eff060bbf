import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { obstacleToAdding } from '../../core/dialects/sqlite/add-column-limits'
import { SqliteDdlCompiler } from '../../core/dialects/sqlite/ddl-compiler'
import { isBareDefault } from '../../core/dialects/sqlite/default-text'
import { rebuilds } from '../../core/dialects/sqlite/rebuilds'
import { addColumn } from '../../core/operations/add-column'
import { alterColumn } from '../../core/operations/alter-column'
import { batchAlterTable } from '../../core/operations/batch-alter-table'
import { bulkInsert } from '../../core/operations/bulk-insert'
import { createCheckConstraint } from '../../core/operations/create-check-constraint'
import { createForeignKey } from '../../core/operations/create-foreign-key'
import { createIndex } from '../../core/operations/create-index'
import { createTable } from '../../core/operations/create-table'
import { createTableComment } from '../../core/operations/create-table-comment'
import { createUniqueConstraint } from '../../core/operations/create-unique-constraint'
import { dropColumn } from '../../core/operations/drop-column'
import { dropConstraint } from '../../core/operations/drop-constraint'
import { dropIndex } from '../../core/operations/drop-index'
import { dropTable } from '../../core/operations/drop-table'
import type { Operation } from '../../core/operations/operation'
import { renameTable } from '../../core/operations/rename-table'
import { check, unique } from '../../core/schema/build/constraint-builder'
import {
  array,
  binary,
  boolean,
  enumType,
  integer,
  numeric,
  rawType,
  string,
  text,
} from '../../core/schema/build/types'
import { sql } from '../../core/schema/sql-expression'

const compiler = new SqliteDdlCompiler()
const compiled = (operation: Operation) => compiler.compile(operation).map(statement => compiler.inlined(statement))

const ROWS: readonly (readonly [name: string, operation: Operation, expected: readonly string[]])[] = [
  [
    'a table',
    createTable('users', { id: integer().primaryKey(), name: string(20).notNull().default('x') }, [
      check('ck', sql`length(name) > 0`),
    ]),
    [
      `CREATE TABLE "users" (
  "id" INTEGER NOT NULL,
  "name" VARCHAR(20) DEFAULT 'x' NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "ck" CHECK (length(name) > 0)
)`,
    ],
  ],
  [
    'a table that counts up, strict',
    createTable('users', { id: integer().primaryKey().autoIncrement(), n: numeric(3, 1) }, [], { strict: true }),
    ['CREATE TABLE "users" (\n  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,\n  "n" ANY\n) STRICT'],
  ],
  [
    'a table without rowid',
    createTable('pairs', { a: text().primaryKey(), b: text().primaryKey() }, [], { withoutRowid: true }),
    ['CREATE TABLE "pairs" (\n  "a" TEXT NOT NULL,\n  "b" TEXT NOT NULL,\n  PRIMARY KEY ("a", "b")\n) WITHOUT ROWID'],
  ],
  [
    'a column with an enum, without its comment',
    addColumn('users', 'mood', enumType('mood', ['ok', "can't"]).comment('today')),
    [`ALTER TABLE "users" ADD COLUMN "mood" VARCHAR(5) CHECK ("mood" IN ('ok', 'can''t'))`],
  ],
  [
    'a column that refers to another table',
    addColumn('users', 'boss', integer().references('users', [], { onDelete: 'cascade', initially: 'deferred' })),
    [
      'ALTER TABLE "users" ADD COLUMN "boss" INTEGER REFERENCES "users" ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED',
    ],
  ],
  [
    'a generated column',
    addColumn('users', 'twice', integer().generatedAs(sql`id * 2`)),
    ['ALTER TABLE "users" ADD COLUMN "twice" INTEGER GENERATED ALWAYS AS (id * 2) VIRTUAL'],
  ],
  [
    'a new name of a column',
    alterColumn('users', 'name', { newName: 'full "name"' }),
    ['ALTER TABLE "users" RENAME COLUMN "name" TO "full ""name"""'],
  ],
  ['a dropped column', dropColumn('users', 'name'), ['ALTER TABLE "users" DROP COLUMN "name"']],
  ['a new name of a table', renameTable('users', 'people'), ['ALTER TABLE "users" RENAME TO "people"']],
  ['a dropped table', dropTable('users', { ifExists: true }), ['DROP TABLE IF EXISTS "users"']],
  [
    'an index',
    createIndex('ix', 'users', ['name', sql`lower(name) DESC`], { unique: true, where: sql`id > 1`, schema: 'main' }),
    ['CREATE UNIQUE INDEX "main"."ix" ON "users" ("name", lower(name) DESC) WHERE id > 1'],
  ],
  ['a dropped index', dropIndex('ix', { schema: 'main' }), ['DROP INDEX "main"."ix"']],
  [
    'rows, with their values as literals',
    bulkInsert('t', [{ a: 1, b: "it's", c: true, d: null, e: new Uint8Array([1, 255]), f: 12345678901234567890n }]),
    [`INSERT INTO "t" ("a", "b", "c", "d", "e", "f") VALUES (1, 'it''s', 1, NULL, X'01ff', 12345678901234567890)`],
  ],
]

describe('the compiler writes', () => {
  test.each(ROWS)('%s', (_, operation, expected) => {
    expect(compiled(operation)).toEqual(expected)
  })
})

describe('the compiler refuses', () => {
  test.each<readonly [string, Operation, RegExp]>([
    ['another type', alterColumn('t', 'a', { type: text() }), /table anew/],
    ['another default with a new name', alterColumn('t', 'a', { newName: 'b', default: 1 }), /table anew/],
    ['a constraint', createCheckConstraint('ck', 't', 'a > 0'), /table anew/],
    ['a foreign key', createForeignKey(null, 't', 'u', ['a'], ['b']), /table anew/],
    ['dropping a constraint', dropConstraint('ck', 't'), /table anew/],
    ['a unique column', addColumn('t', 'a', text().unique()), /table anew/],
    ['a comment', createTableComment('t', 'words'), /model/],
    ['an array', addColumn('t', 'a', array(text())), /json/],
    ['CONCURRENTLY', createIndex('ix', 't', ['a'], { concurrently: true }), /option/],
    ['a kind of index', createIndex('ix', 't', ['a'], { using: 'gin' }), /option/],
    [
      'a deferrable unique constraint',
      createTable('t', { a: text() }, [unique('u', ['a'], { deferrable: true })]),
      /option/,
    ],
    ['counting up without a key', createTable('t', { a: integer().autoIncrement() }), /INTEGER PRIMARY KEY/],
    ['a type that STRICT has not', createTable('t', { a: rawType('MONEY') }, [], { strict: true }), /ANY/],
    ['IF NOT EXISTS on a column', addColumn('t', 'a', text(), { ifNotExists: true }), /option/],
    ['CASCADE', dropTable('t', { cascade: true }), /first/],
  ])('%s', (_, operation, hint) => {
    expect(() => compiler.compile(operation)).toThrow(
      expect.objectContaining({
        code: 'UNSUPPORTED_BY_DIALECT',
        details: expect.objectContaining({ hint: expect.stringMatching(hint) }),
      }),
    )
  })
})

test('ADD COLUMN is judged as SQLite judges it for a table with rows', () => {
  const columns = {
    plain: text(),
    constant: text().notNull().default('x'),
    negative: integer().default(-1),
    generated: integer().generatedAs(sql`id + 1`),
    reference: integer().references('t', 'id'),
    enumerated: enumType('e', ['a', 'b']).notNull().default('a'),
    collated: text().collate('NOCASE'),
    bytes: binary().default(sql`x'00'`),
    key: integer().primaryKey(),
    unique: text().unique(),
    notNull: text().notNull(),
    now: text().default(sql`CURRENT_TIMESTAMP`),
    computed: integer().default(sql`1 + 1`),
    stored: integer().generatedAs(sql`id + 1`, { stored: true }),
    defaultedReference: integer().references('t', 'id').default(1),
    flagged: boolean().notNull().default(false),
  }
  for (const [name, column] of Object.entries(columns)) {
    const operation = addColumn('t', name, column)
    const database = new Database(':memory:')
    database.exec('PRAGMA foreign_keys = ON; CREATE TABLE t (id INTEGER PRIMARY KEY); INSERT INTO t VALUES (1)')
    const obstacle = obstacleToAdding(operation)
    const definition = compiler.columnDefinition(operation.column)
    const inline = operation.constraints.map(constraint => ` ${compiler.inlineConstraint(constraint)}`).join('')
    const add = () => database.exec(`ALTER TABLE t ADD COLUMN ${definition}${inline}`)
    if (obstacle === null) expect(add, name).not.toThrow()
    else expect(add, name).toThrow()
    expect(rebuilds(operation), name).toBe(obstacle !== null)
  }
})

test.each([
  ['5', true],
  ['-1.5', true],
  ["'it''s'", true],
  ['current_date', true],
  ['(1 + 2)', true],
  ['NULL', true],
  ['(1) + (2)', false],
  ['lower(1)', false],
  ['1 + 2', false],
  ['- - 1', false],
])('DEFAULT %s without parentheses: %s', (expression, bare) => {
  expect(isBareDefault(expression)).toBe(bare)
  const clause = compiler.defaultClause({ kind: 'expression', sql: expression })
  expect(() => new Database(':memory:').exec(`CREATE TABLE t (a DEFAULT ${clause})`)).not.toThrow()
})

test('a literal is read back as the value it was', () => {
  const values = ['', "it's", 'a\0b', 0, -1.5, 1e300, Infinity, 9007199254740993n, new Uint8Array([0, 128, 255]), null]
  const database = new Database(':memory:').defaultSafeIntegers()
  for (const value of values) {
    const read = database
      .prepare(`SELECT ${compiler.literal(value)}`)
      .pluck()
      .get()
    const plain = typeof read === 'bigint' && typeof value === 'number' ? Number(read) : read
    expect(plain instanceof Uint8Array ? new Uint8Array(plain) : plain).toEqual(value)
  }
})

test('a batch is a rebuild as soon as one of its changes touches the table itself', () => {
  const indexed = createIndex('ix', 't', ['a'])
  expect(rebuilds(batchAlterTable('t', [indexed, addColumn('t', 'b', text())]))).toBe(false)
  expect(rebuilds(batchAlterTable('t', [indexed, dropColumn('t', 'b')]))).toBe(true)
  expect(rebuilds(batchAlterTable('t', [indexed], { recreate: 'always' }))).toBe(true)
  expect(rebuilds(batchAlterTable('t', [dropColumn('t', 'b')], { recreate: 'never' }))).toBe(false)
  expect(rebuilds(createUniqueConstraint('u', 't', ['a']))).toBe(true)
  expect(rebuilds(alterColumn('t', 'a', { newName: 'b' }))).toBe(false)
  expect(rebuilds(alterColumn('t', 'a', { nullable: false }))).toBe(true)
})

test('rows that are wide go into the database fewer at a time: it takes 32,766 values at once', () => {
  const wide = Object.fromEntries(Array.from({ length: 500 }, (_, position) => [`c${position}`, position]))
  const rows = Array.from({ length: 150 }, () => wide)
  const statements = compiler.compile(bulkInsert('t', rows))
  expect(statements.map(({ params }) => params.length / 500)).toEqual([65, 65, 20])
  const database = new Database(':memory:')
  database.exec(`CREATE TABLE t (${Object.keys(wide).join(', ')})`)
  for (const { sql, params } of statements) database.prepare(sql).run(...(params as number[]))
  expect(database.prepare('SELECT count(*) FROM t').pluck().get()).toBe(150)
})
