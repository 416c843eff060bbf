import { describe, expect, test } from 'vitest'
import { addColumn } from '../../core/operations/add-column'
import { alterColumn } from '../../core/operations/alter-column'
import { batchAlterTable } from '../../core/operations/batch-alter-table'
import { createCheckConstraint } from '../../core/operations/create-check-constraint'
import { createForeignKey } from '../../core/operations/create-foreign-key'
import { createIndex } from '../../core/operations/create-index'
import { createPrimaryKey } from '../../core/operations/create-primary-key'
import { createUniqueConstraint } from '../../core/operations/create-unique-constraint'
import { dropColumn } from '../../core/operations/drop-column'
import { dropConstraint } from '../../core/operations/drop-constraint'
import { dropTable } from '../../core/operations/drop-table'
import { dropIndex } from '../../core/operations/drop-index'
import type { Operation } from '../../core/operations/operation'
import { date, enumType, integer, numeric, rawType, string, text } from '../../core/schema/build/types'
import { sql } from '../../core/schema/sql-expression'
import { SqliteWorkbench } from './sqlite-workbench'

const failure = (code: string, message: string) =>
  expect.objectContaining({ code, message: expect.stringContaining(message) })

const table = (definition: string, ...rows: readonly string[]): string =>
  `CREATE TABLE t (${definition}); ${rows.map(row => `INSERT INTO t VALUES (${row});`).join(' ')}`

interface Change {
  readonly change: string
  readonly before: string
  readonly operations: readonly Operation[]
  /** The text of `t` afterwards, behind its name. */
  readonly becomes: string
  readonly rows?: readonly unknown[]
  /** The names of everything else in the schema. */
  readonly beside?: readonly string[]
}

const changes: readonly Change[] = [
  {
    change: 'a column at a chosen place',
    before: table('id INTEGER PRIMARY KEY, b', "1, 'x'"),
    operations: [addColumn('t', 'a', integer().notNull().default(7), { insertBefore: 'b' })],
    becomes: '(id INTEGER PRIMARY KEY, "a" INTEGER DEFAULT 7 NOT NULL, b)',
    rows: [{ id: 1, a: 7, b: 'x' }],
  },
  {
    change: 'a column with a default that is computed',
    before: table('a', '1', '2'),
    operations: [addColumn('t', 'b', text().default(sql`lower('ABC')`))],
    becomes: `(a, "b" TEXT DEFAULT (lower('ABC')))`,
    rows: [
      { a: 1, b: 'abc' },
      { a: 2, b: 'abc' },
    ],
  },
  {
    change: 'a unique column with a foreign key',
    before: `CREATE TABLE p (id INTEGER PRIMARY KEY); ${table('a', '1')}`,
    operations: [addColumn('t', 'p_id', integer().unique().references('p', 'id'))],
    becomes: '(a, "p_id" INTEGER UNIQUE REFERENCES "p" ("id"))',
    beside: ['p'],
  },
  {
    change: 'a column dropped with its index, its key and its check',
    before: `${table('a, b UNIQUE, CHECK (b > 0), UNIQUE (b)', '1, 2')} CREATE INDEX ix_b ON t (b); CREATE INDEX ix_a ON t (a)`,
    operations: [dropColumn('t', 'b')],
    becomes: '(a)',
    rows: [{ a: 1 }],
    beside: ['ix_a'],
  },
  {
    change: 'a default set, and dropped',
    before: table("a DEFAULT 1, b DEFAULT 'x'"),
    operations: [
      batchAlterTable('t', [
        alterColumn('t', 'a', { default: null }),
        alterColumn('t', 'b', { default: sql`CURRENT_TIMESTAMP` }),
      ]),
    ],
    becomes: '(a, b DEFAULT CURRENT_TIMESTAMP)',
  },
  {
    change: 'constraints added and dropped',
    before: `CREATE TABLE p (id INTEGER PRIMARY KEY); ${table('a NOT NULL, b, CONSTRAINT old UNIQUE (b)', '1, NULL')}`,
    operations: [
      batchAlterTable('t', [
        dropConstraint('old', 't'),
        createPrimaryKey('pk_t', 't', ['a']),
        createForeignKey('fk_t', 't', 'p', ['b'], ['id'], { onDelete: 'cascade' }),
        createCheckConstraint('ck_t', 't', 'a > 0'),
        createUniqueConstraint('uq_t', 't', ['b', 'a']),
      ]),
    ],
    becomes:
      '(a NOT NULL, b, CONSTRAINT "pk_t" PRIMARY KEY ("a"), CONSTRAINT "fk_t" FOREIGN KEY ("b") REFERENCES "p" ("id") ON DELETE CASCADE, CONSTRAINT "ck_t" CHECK (a > 0), CONSTRAINT "uq_t" UNIQUE ("b", "a"))',
    beside: ['p'],
  },
  {
    change: 'an unnamed constraint, dropped by what it says',
    before: table('a, b, CHECK (a > b), CHECK (a > 0)'),
    operations: [dropConstraint(null, 't', { type: 'check', condition: 'a>b' })],
    becomes: '(a, b, CHECK (a > 0))',
  },
  {
    change: 'renames, with other changes in the same batch',
    before: `${table('a INTEGER, b', '1, 2')} CREATE INDEX ix ON t (a); CREATE VIEW v AS SELECT a FROM t`,
    operations: [
      batchAlterTable('t', [
        alterColumn('t', 'a', { newName: 'z', type: text() }),
        alterColumn('t', 'b', { default: 3 }),
      ]),
    ],
    becomes: '("z" TEXT, b DEFAULT 3)',
    rows: [{ z: '1', b: 2 }],
    beside: ['ix', 'v'],
  },
  {
    change: 'a rename onto the name of a column that goes',
    before: table('a INTEGER, b', '1, 2'),
    operations: [batchAlterTable('t', [dropColumn('t', 'a'), alterColumn('t', 'b', { newName: 'a', type: text() })])],
    becomes: '( "a" TEXT)',
    rows: [{ a: '2' }],
  },
  {
    change: 'indexes made and dropped within a rebuild',
    before: `${table('a INTEGER, b', '1, 2')} CREATE INDEX ix_a ON t (a)`,
    operations: [
      batchAlterTable('t', [
        dropIndex('ix_a', { table: 't' }),
        addColumn('t', 'c', integer().unique()),
        createIndex('ix_c', 't', ['c', 'b']),
      ]),
    ],
    becomes: '(a INTEGER, b, "c" INTEGER UNIQUE)',
    beside: ['ix_c'],
  },
  {
    change: 'another order of the columns',
    before: table('a, b, c', '1, 2, 3'),
    operations: [batchAlterTable('t', [], { partialReordering: [['c', 'a']], recreate: 'always' })],
    becomes: '( b, c, a)',
    rows: [{ b: 2, c: 3, a: 1 }],
  },
  {
    change: 'AUTOINCREMENT',
    before: table('id INTEGER PRIMARY KEY, a', '5, 1'),
    operations: [alterColumn('t', 'id', { autoIncrement: true })],
    becomes: '(id INTEGER PRIMARY KEY AUTOINCREMENT, a)',
    rows: [{ id: 5, a: 1 }],
    beside: ['sqlite_sequence'],
  },
  {
    change: 'an enum with one more value',
    before: table(`a VARCHAR(3) CHECK ("a" IN ('new', 'old'))`, "'new'"),
    operations: [
      alterColumn('t', 'a', {
        type: enumType('state', ['new', 'old', 'gone']),
        existingType: enumType('state', ['new', 'old']),
      }),
    ],
    becomes: `(a VARCHAR(4) CHECK ("a" IN ('new', 'old', 'gone')))`,
    rows: [{ a: 'new' }],
  },
  {
    change: 'a date kept as the text it is',
    before: table('a TEXT', "'2026-11-20'"),
    operations: [alterColumn('t', 'a', { type: date() })],
    becomes: '(a DATE)',
    rows: [{ a: '2026-11-20' }],
  },
  {
    change: 'values turned into the type by an expression',
    before: table('a TEXT', "'12 kg'"),
    operations: [alterColumn('t', 'a', { type: integer(), using: sql`CAST(replace(a, ' kg', '') AS INTEGER)` })],
    becomes: '(a INTEGER)',
    rows: [{ a: 12 }],
  },
  {
    change: "the table's own name taken out of its check",
    before: table('a INTEGER, CHECK (t.a > 0)', '1'),
    operations: [alterColumn('t', 'a', { type: text() })],
    becomes: '(a TEXT, CHECK (a > 0))',
    rows: [{ a: '1' }],
  },
]

test.each(changes)('$change', async ({ before, operations, becomes, rows, beside = [] }) => {
  const bench = await SqliteWorkbench.open(before)
  await bench.perform(...operations)
  const { t, alembic_version: _version, ...others } = await bench.texts()
  expect(t?.replace(/^CREATE TABLE "?t"? /, '')).toBe(becomes)
  expect(Object.keys(others)).toEqual(beside)
  if (rows !== undefined) expect(await bench.rows('SELECT * FROM t')).toEqual(rows)
})

interface Refusal {
  readonly what: string
  readonly before: string
  readonly operation: Operation
  readonly code: string
  readonly message: string
}

const refusals: readonly Refusal[] = [
  {
    what: 'NULLs where none may be',
    before: table('a', 'NULL', 'NULL', '1'),
    operation: alterColumn('t', 'a', { nullable: false }),
    code: 'MIGRATION_FAILED',
    message: '2 rows of "t" hold NULL in "a" (rowid 1; rowid 2)',
  },
  {
    what: 'NULLs where none may be, when it comes to a rebuild',
    before: table('a INTEGER', 'NULL', '1'),
    operation: alterColumn('t', 'a', { nullable: false, type: text() }),
    code: 'MIGRATION_FAILED',
    message: '1 row of "t" holds NULL in "a" (rowid 1)',
  },
  {
    what: 'values that are no numbers',
    before: table('a TEXT', "'12'", "'x'", "'007'", 'NULL', "'1.5'", "'12345678901234567.25'"),
    operation: alterColumn('t', 'a', { type: integer() }),
    code: 'DATA_AT_STAKE',
    message: `4 values of "t"."a" would not survive as INTEGER ('x'; '007'; '1.5'; …)`,
  },
  {
    what: 'more digits than a number holds',
    before: table('a TEXT', "'12.50'", "'12345678901234567.25'"),
    operation: alterColumn('t', 'a', { type: numeric(20, 2) }),
    code: 'DATA_AT_STAKE',
    message: `1 value of "t"."a" would not survive as NUMERIC(20, 2) ('12345678901234567.25')`,
  },
  {
    what: 'duplicates under a new key',
    before: table('a', '1', '1', '2', 'NULL', 'NULL'),
    operation: createUniqueConstraint('uq', 't', ['a']),
    code: 'MIGRATION_FAILED',
    message: '2 rows of "t" are not unique in a (rowid 1 1; rowid 2 1)',
  },
  {
    what: 'rows that refer to nothing under a new foreign key',
    before: `CREATE TABLE p (id INTEGER PRIMARY KEY); ${table('a', '7', 'NULL')}`,
    operation: createForeignKey('fk', 't', 'p', ['a'], ['id']),
    code: 'MIGRATION_FAILED',
    message: '1 row of "t" refers to rows that "p" does not have (rowid 1 7)',
  },
  {
    what: 'rows that break a new check',
    before: table('a', '1', '-1'),
    operation: createCheckConstraint('ck', 't', 'a > 0'),
    code: 'MIGRATION_FAILED',
    message: '1 row of "t" breaks the check ck (rowid 2)',
  },
  {
    what: 'a required column without a default on a table with rows',
    before: table('a', '1'),
    operation: addColumn('t', 'b', integer().notNull()),
    code: 'MIGRATION_FAILED',
    message: '"b" must not be NULL and has no default, but there is 1 row of "t"',
  },
  {
    what: 'a dropped column in an index with others and a check',
    before: `${table('a, b, c AS (b + 1), CHECK (a > b)')} CREATE INDEX ix ON t (a, b); CREATE INDEX ix2 ON t (a) WHERE b > 0`,
    operation: dropColumn('t', 'b'),
    code: 'BAD_OPERATION',
    message: '"t"."b" is still used by the generated column "c", CHECK (a > b), the index "ix", the index "ix2"',
  },
  {
    what: 'a dropped column that a view and a trigger read',
    before: `${table('a, b', '1, 2')} CREATE TABLE log (x); CREATE VIEW v AS SELECT b FROM t;
      CREATE TRIGGER tr AFTER INSERT ON t BEGIN INSERT INTO log VALUES (new.b); END;
      CREATE TRIGGER tr2 AFTER UPDATE OF b ON t BEGIN INSERT INTO log VALUES (1); END;`,
    operation: dropColumn('t', 'b'),
    code: 'BAD_OPERATION',
    message: 'The change of "t" breaks the view "v", the trigger "tr", the trigger "tr2"',
  },
  {
    what: 'a dropped column that another table refers to',
    before: `${table('a, b UNIQUE', '1, 2')} CREATE TABLE c (x REFERENCES t (b)); INSERT INTO c VALUES (2);`,
    operation: dropColumn('t', 'b'),
    code: 'BAD_OPERATION',
    message: 'the foreign key of "c" would refer to columns of "t" that are no key',
  },
  {
    what: 'a key that others refer to',
    before: `${table('a, b, CONSTRAINT uq UNIQUE (b)', '1, 2')} CREATE TABLE c (x REFERENCES t (b)); INSERT INTO c VALUES (2);`,
    operation: dropConstraint('uq', 't'),
    code: 'BAD_OPERATION',
    message: 'the foreign key of "c" would refer to columns of "t" that are no key',
  },
  {
    what: 'what cannot be done in place, where a rebuild is forbidden',
    before: table('a INTEGER'),
    operation: batchAlterTable('t', [alterColumn('t', 'a', { type: text() })], { recreate: 'never' }),
    code: 'UNSUPPORTED_BY_DIALECT',
    message: 'SQLite cannot make this change of "t" in place',
  },
  {
    what: 'a dropped table that would take rows of another along',
    before: `${table('a INTEGER PRIMARY KEY', '1')} CREATE TABLE c (x REFERENCES t ON DELETE CASCADE); INSERT INTO c VALUES (1), (NULL);`,
    operation: dropTable('t'),
    code: 'DATA_AT_STAKE',
    message: 'Dropping "t" would delete 1 row of "c" (ON DELETE CASCADE)',
  },
  {
    what: 'a dropped table that would empty references of another',
    before: `${table('a INTEGER PRIMARY KEY', '1')} CREATE TABLE c (x REFERENCES t ON DELETE SET NULL); INSERT INTO c VALUES (1), (1);`,
    operation: dropTable('t'),
    code: 'DATA_AT_STAKE',
    message: 'Dropping "t" would empty "x" in 2 rows of "c" (ON DELETE SET NULL)',
  },
  {
    what: 'a table that is not there',
    before: '',
    operation: alterColumn('t', 'a', { type: text() }),
    code: 'BAD_OPERATION',
    message: 'There is no table "t"',
  },
  {
    what: 'a table of a module of its own',
    before: 'CREATE VIRTUAL TABLE t USING fts5 (a)',
    operation: alterColumn('t', 'a', { type: text() }),
    code: 'UNSUPPORTED_BY_DIALECT',
    message: 'A virtual table has no columns of its own to change',
  },
]

describe('refused, with nothing changed:', () => {
  test.each(refusals)('$what', async ({ before, operation, code, message }) => {
    const bench = await SqliteWorkbench.open(before)
    const dump = await bench.dump()
    await expect(bench.perform(operation)).rejects.toEqual(failure(code, message))
    expect(await bench.dump()).toEqual(dump)
    expect(await bench.value('PRAGMA legacy_alter_table')).toBe(0)
    expect(await bench.value('PRAGMA foreign_keys')).toBe(1)
  })
})

describe('in place, without a rebuild:', () => {
  const inPlace: readonly (readonly [string, string, Operation, string])[] = [
    ['a plain column', table('a', '1'), addColumn('t', 'b', string(5)), 'ADD COLUMN'],
    ['a column that nothing uses', table('a, b', '1, 2'), dropColumn('t', 'b'), 'DROP COLUMN'],
    ['a rename', table('a, b', '1, 2'), alterColumn('t', 'b', { newName: 'c' }), 'RENAME COLUMN'],
    ['NOT NULL', table('a, b', '1, 2'), alterColumn('t', 'b', { nullable: false }), 'SET NOT NULL'],
    ['a new check', table('a, b', '1, 2'), createCheckConstraint('ck', 't', 'a > 0'), 'ADD CONSTRAINT'],
    ['a named check', table('a, CONSTRAINT ck CHECK (a > 0)', '1'), dropConstraint('ck', 't'), 'DROP CONSTRAINT'],
  ]
  test.each(inPlace)('%s', async (_what, before, operation, form) => {
    const bench = await SqliteWorkbench.open(before)
    await bench.perform(operation)
    const statements = bench.events.flatMap(event => (event.kind === 'statement' ? [event.sql] : []))
    expect(statements).toEqual([expect.stringContaining(form)])
  })
})

test('a STRICT table gets columns of the types it knows', async () => {
  const bench = await SqliteWorkbench.open('CREATE TABLE t (a INTEGER) STRICT; INSERT INTO t VALUES (1)')
  await bench.perform(addColumn('t', 'b', string(5)), alterColumn('t', 'a', { type: numeric(10, 2) }))
  expect((await bench.texts())['t']).toBe('CREATE TABLE "t" (a ANY, "b" TEXT) STRICT')
})

test('a type spelled as the database spells it is taken as it is', async () => {
  const bench = await SqliteWorkbench.open(table('a INTEGER', '1'))
  await bench.perform(alterColumn('t', 'a', { type: rawType('UNSIGNED BIG INT') }))
  expect((await bench.texts())['t']).toBe('CREATE TABLE "t" (a UNSIGNED BIG INT)')
})
