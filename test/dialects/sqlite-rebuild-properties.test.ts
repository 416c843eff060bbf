import { expect, test } from 'vitest'
import { alterColumn } from '../../core/operations/alter-column'
import { text } from '../../core/schema/build/types'
import { SqliteWorkbench } from './sqlite-workbench'

/**
 * What a table can have. Each row creates a table `t` with a column `n integer`, whose type is then changed; everything
 * that can be asked of the database must be the same afterwards.
 */
interface Property {
  readonly has: string
  readonly sql: string
  /** Questions whose answers must not change, beside the text of the schema and the rows of every other table. */
  readonly same?: readonly string[]
}

const parent = 'CREATE TABLE p (id INTEGER PRIMARY KEY, k UNIQUE); INSERT INTO p VALUES (1, 1), (2, 2);'
const body = (columns: string, options = '') => `CREATE TABLE t (n integer, a, ${columns})${options};`
const rows = 'INSERT INTO t (n, a) VALUES (1, 1), (2, 2);'

const properties: readonly Property[] = [
  { has: 'a named CHECK', sql: body('CONSTRAINT positive CHECK (a > 0)') + rows },
  { has: 'an unnamed CHECK of the table', sql: body('CHECK (a > 0)') + rows },
  { has: 'an unnamed CHECK of a column', sql: body('b CHECK (b IS NULL OR b > 0)') + rows },
  { has: 'an unnamed UNIQUE', sql: body('UNIQUE (a)') + rows },
  { has: 'UNIQUE ON CONFLICT', sql: body('UNIQUE (a) ON CONFLICT REPLACE') + rows },
  { has: 'NOT NULL ON CONFLICT', sql: body('b NOT NULL ON CONFLICT REPLACE DEFAULT 3') + rows },
  { has: 'PRIMARY KEY ON CONFLICT', sql: body('PRIMARY KEY (a) ON CONFLICT IGNORE') + rows },
  { has: 'an unnamed foreign key', sql: parent + body('FOREIGN KEY (a) REFERENCES p (id)') + rows },
  {
    has: 'a foreign key of the table with all its options',
    sql:
      parent +
      body('FOREIGN KEY (a) REFERENCES p (id) ON DELETE CASCADE ON UPDATE SET NULL DEFERRABLE INITIALLY DEFERRED') +
      rows,
  },
  {
    has: 'a foreign key of a column with ON DELETE',
    sql: parent + 'CREATE TABLE t (n integer, a REFERENCES p (id) ON DELETE SET NULL);' + rows,
  },
  {
    has: 'a foreign key of a column that is deferred',
    sql: parent + 'CREATE TABLE t (n integer, a REFERENCES p DEFERRABLE INITIALLY DEFERRED);' + rows,
  },
  {
    has: 'a foreign key to itself',
    sql: 'CREATE TABLE t (n integer, id INTEGER PRIMARY KEY, a REFERENCES t (id) ON DELETE CASCADE); INSERT INTO t VALUES (1, 1, 1), (2, 2, 1);',
  },
  { has: 'a DEFAULT expression', sql: body(`b DEFAULT (upper('x') || 1), c DEFAULT CURRENT_TIMESTAMP`) + rows },
  { has: 'a DEFAULT in double quotes', sql: body('b DEFAULT "x"') + rows },
  {
    has: 'AUTOINCREMENT and its counter',
    sql: 'CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, n integer, a);' + rows + 'DELETE FROM t WHERE id = 2;',
  },
  {
    has: 'an AUTOINCREMENT counter without rows',
    sql: 'CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, n integer, a);' + rows + 'DELETE FROM t;',
  },
  { has: 'STRICT', sql: 'CREATE TABLE t (n integer, a ANY, b TEXT) STRICT;' + rows },
  { has: 'WITHOUT ROWID', sql: 'CREATE TABLE t (n integer, a PRIMARY KEY, b TEXT) WITHOUT ROWID;' + rows },
  {
    has: 'STRICT and WITHOUT ROWID',
    sql: 'CREATE TABLE t (n integer, a INT PRIMARY KEY) STRICT, WITHOUT ROWID;' + rows,
  },
  { has: 'COLLATE', sql: body('b TEXT COLLATE NOCASE UNIQUE') + rows },
  { has: 'a type of several words', sql: body('b LONG VARCHAR (20), c UNSIGNED BIG INT, d MY TYPE (1, 2)') + rows },
  { has: 'an untyped column', sql: body('b') + `INSERT INTO t VALUES (1, 'x', X'00ff'), (2, 1.5, NULL);` },
  { has: 'comments in its text', sql: 'CREATE TABLE t (\n  n integer, -- a number\n  /* any */ a -- last\n);' + rows },
  { has: 'a plain index', sql: body('b') + rows + 'CREATE INDEX ix ON t (a, b);' },
  { has: 'a partial index', sql: body('b') + rows + 'CREATE UNIQUE INDEX ix ON t (a) WHERE a > 1;' },
  { has: 'an index with DESC', sql: body('b') + rows + 'CREATE INDEX ix ON t (a DESC);' },
  { has: 'an index with COLLATE', sql: body('b') + rows + 'CREATE INDEX ix ON t (a COLLATE NOCASE);' },
  { has: 'an index of an expression', sql: body('b') + rows + 'CREATE INDEX ix ON t (lower(a) || 1, b);' },
  { has: 'a stored generated column', sql: body('g AS (a * 2) STORED') + rows, same: ['SELECT g FROM t'] },
  {
    has: 'a virtual generated column',
    sql: body('g GENERATED ALWAYS AS (a * 3) VIRTUAL') + rows,
    same: ['SELECT g FROM t'],
  },
  {
    has: 'a trigger',
    sql:
      'CREATE TABLE log (x);' +
      body('b') +
      rows +
      'CREATE TRIGGER tr AFTER DELETE ON t BEGIN INSERT INTO log VALUES (old.a); END;',
  },
  {
    has: 'a trigger elsewhere that writes it',
    sql:
      'CREATE TABLE log (x);' +
      body('b') +
      rows +
      'CREATE TRIGGER tr AFTER INSERT ON log BEGIN UPDATE t SET a = new.x; END;',
  },
  {
    has: 'a view over it',
    sql: body('b') + rows + 'CREATE VIEW v AS SELECT a, count(*) AS many FROM t GROUP BY a;',
    same: ['SELECT * FROM v'],
  },
  {
    has: 'a view over a view, and one over both',
    sql:
      body('b') +
      rows +
      `CREATE VIEW v AS SELECT a FROM t; CREATE VIEW w (x) AS SELECT max(a) FROM v;
       CREATE VIEW x AS SELECT t.a, (SELECT x FROM w) AS most FROM t JOIN v ON v.a = t.a;`,
    same: ['SELECT * FROM v', 'SELECT * FROM w', 'SELECT * FROM x'],
  },
  {
    has: 'rows of ON DELETE SET DEFAULT, of RESTRICT, and of a deferred key',
    sql:
      'CREATE TABLE t (n integer, a INTEGER PRIMARY KEY);' +
      rows +
      `CREATE TABLE c (x DEFAULT 1 REFERENCES t ON DELETE SET DEFAULT, y REFERENCES t ON DELETE RESTRICT,
         z REFERENCES t (a) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED); INSERT INTO c VALUES (1, 2, 2), (2, 1, 1);`,
  },
  {
    has: 'a view with an INSTEAD OF trigger',
    sql:
      body('b') +
      rows +
      'CREATE VIEW v AS SELECT a FROM t; CREATE TRIGGER tr INSTEAD OF INSERT ON v BEGIN INSERT INTO t (a) VALUES (new.a); END;',
  },
  { has: 'rowids', sql: body('b') + rows + 'UPDATE t SET rowid = 77 WHERE a = 2;', same: ['SELECT rowid, a FROM t'] },
  { has: 'a column that is called rowid', sql: body('rowid') + rows, same: ['SELECT _rowid_, a, rowid FROM t'] },
  { has: 'columns under all names of the rowid', sql: body('rowid, oid, _rowid_') + rows },
  {
    has: 'rows of ON DELETE CASCADE',
    sql:
      'CREATE TABLE t (n integer, a INTEGER PRIMARY KEY);' +
      rows +
      'CREATE TABLE c (x REFERENCES t (a) ON DELETE CASCADE); INSERT INTO c VALUES (1), (2);',
  },
  {
    has: 'rows of ON DELETE SET NULL',
    sql:
      'CREATE TABLE t (n integer, a INTEGER PRIMARY KEY);' +
      rows +
      'CREATE TABLE c (x REFERENCES t ON DELETE SET NULL); INSERT INTO c VALUES (1), (2);',
  },
  {
    has: 'rows of NO ACTION',
    sql:
      'CREATE TABLE t (n integer, a INTEGER PRIMARY KEY);' +
      rows +
      'CREATE TABLE c (x REFERENCES t); INSERT INTO c VALUES (1), (2);',
  },
  {
    has: 'what ANALYZE found',
    sql: body('b') + rows + 'CREATE INDEX ix ON t (a); ANALYZE;',
    same: ['SELECT * FROM sqlite_stat1 ORDER BY 1, 2', 'SELECT * FROM sqlite_stat4 ORDER BY 1, 2, 3'],
  },
  { has: 'its own name in a CHECK of another table', sql: body('b') + rows + 'CREATE TABLE o (t CHECK (t > 0));' },
  {
    has: 'names with spaces, quotes and keywords',
    sql:
      'CREATE TABLE t (n integer, a, "or der" TEXT, [sel"ect] INT, `x y` DEFAULT 1);' +
      rows +
      'CREATE INDEX "i x" ON t ("or der");',
  },
  {
    has: 'a full-text table beside it',
    sql: body('b') + rows + `CREATE VIRTUAL TABLE f USING fts5 (words); INSERT INTO f VALUES ('one two');`,
  },
  {
    has: 'integers beyond 2^53 and blobs',
    sql: body('b') + `INSERT INTO t VALUES (1, 9007199254740993, X'0001'), (2, -9223372036854775808, '');`,
  },
  {
    has: 'an INTEGER PRIMARY KEY DESC, which is no rowid',
    sql: 'CREATE TABLE t (n integer, a INTEGER PRIMARY KEY DESC);' + rows + 'UPDATE t SET rowid = 50 WHERE a = 1;',
    same: ['SELECT rowid, a FROM t'],
  },
]

test.each(properties)('a table keeps $has', async ({ sql, same = [] }) => {
  const bench = await SqliteWorkbench.open(sql)
  const ask = async () => ({
    rows: await bench
      .rows('SELECT * FROM t ORDER BY a')
      .then(found => found.map(({ n, ...others }) => ({ ...others, n: String(n) }))),
    children: await bench
      .rows(`SELECT name FROM sqlite_schema WHERE name = 'c'`)
      .then(found => (found.length === 0 ? [] : bench.rows('SELECT * FROM c'))),
    sequence: await bench
      .rows(`SELECT name FROM sqlite_schema WHERE name = 'sqlite_sequence'`)
      .then(found => (found.length === 0 ? [] : bench.rows('SELECT * FROM sqlite_sequence'))),
    indexes: await bench.rows(`SELECT name, "unique", origin, partial FROM pragma_index_list('t') ORDER BY 1`),
    keys: await bench.rows(`SELECT * FROM pragma_foreign_key_list('t')`),
    same: await Promise.all(same.map(question => bench.rows(question))),
    texts: await bench.texts(),
  })
  const before = await ask()
  await bench.perform(alterColumn('t', 'n', { type: text() }))
  const after = await ask()
  const changed = before.texts['t']!.replace(/^CREATE TABLE t\b/, 'CREATE TABLE "t"').replace('n integer', 'n TEXT')
  expect(after).toEqual({ ...before, texts: { ...before.texts, t: changed } })
  expect(await bench.rows('SELECT DISTINCT typeof(n) AS type FROM t')).toEqual(
    before.rows.length === 0 ? [] : [{ type: 'text' }],
  )
  expect(await bench.value('PRAGMA integrity_check')).toBe('ok')
})
