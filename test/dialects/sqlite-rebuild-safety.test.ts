import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import type { RunEvent } from '../../core/dialects/session'
import { alterColumn } from '../../core/operations/alter-column'
import { dropColumn } from '../../core/operations/drop-column'
import { renameTable } from '../../core/operations/rename-table'
import { text } from '../../core/schema/build/types'
import { SqliteWorkbench } from './sqlite-workbench'

const retype = alterColumn('t', 'n', { type: text() })
const MANY = `
  CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER);
  CREATE TABLE c (t_id REFERENCES t (id) ON DELETE CASCADE);
  WITH RECURSIVE k (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < 20000) INSERT INTO t SELECT i * 3, i FROM k;
  INSERT INTO c SELECT id FROM t LIMIT 50;
`
const failure = (code: string) => expect.objectContaining({ code })

test('the rows are copied in slices, which are told, and others get their turn between them', async () => {
  const bench = await SqliteWorkbench.open(MANY)
  let turns = 0
  const ticking = setInterval(() => (turns += 1), 0)
  await bench.perform(retype)
  clearInterval(ticking)
  const progress = bench.events.filter(event => event.kind === 'rows')
  expect(progress.length).toBeGreaterThan(1)
  expect(progress.at(-1)).toEqual({ kind: 'rows', table: 't', done: 20_000, total: 20_000 })
  expect(turns).toBeGreaterThan(0)
  expect(await bench.rows('SELECT count(*) AS n, sum(id) AS ids, sum(n) AS sum FROM t')).toEqual([
    { n: 20_000, ids: 600_030_000, sum: 200_010_000 },
  ])
})

test('a cancel in the middle of the copy leaves the database as it was', async () => {
  const bench = await SqliteWorkbench.open(MANY)
  const before = await bench.dump()
  const cancel = new AbortController()
  const seen: RunEvent[] = []
  const revision = bench.revision(async op => void (await op.perform(retype)), {
    signal: cancel.signal,
    onEvent: event => {
      if (event.kind !== 'rows') return
      seen.push(event)
      cancel.abort()
    },
  })
  await expect(revision).rejects.toEqual(failure('CANCELLED'))
  expect(seen).toEqual([expect.objectContaining({ done: 2_000, total: 20_000 })])
  expect(await bench.dump()).toEqual(before)
  expect(await bench.value('PRAGMA foreign_keys')).toBe(1)
  expect(await bench.value('PRAGMA legacy_alter_table')).toBe(0)
})

test('a table left behind by another tool is neither used nor touched', async () => {
  const bench = await SqliteWorkbench.open(
    `${MANY} CREATE TABLE _retort_new_t (x); INSERT INTO _retort_new_t VALUES (1)`,
  )
  await bench.perform(retype)
  expect(await bench.rows('SELECT * FROM _retort_new_t')).toEqual([{ x: 1 }])
})

/** Writes a definition as a program does whose SQLite takes what ours refuses. */
function asOthersWrite(bench: SqliteWorkbench, name: string, sql: string): void {
  const handle = new Database(bench.file)
  handle.unsafeMode()
  handle.pragma('writable_schema = ON')
  handle.prepare('UPDATE sqlite_schema SET sql = ? WHERE name = ?').run(sql, name)
  handle.pragma(`schema_version = ${Number(handle.pragma('schema_version', { simple: true })) + 1}`)
  handle.close()
}

test('a text in double quotes is written in single quotes where the definition is made anew, and that is said', async () => {
  const bench = await SqliteWorkbench.open(`
    CREATE TABLE t (n integer, a CHECK (a <> 'x'), b DEFAULT 'y');
    CREATE INDEX ix ON t (a) WHERE a <> 'z'; INSERT INTO t VALUES (1, 'q', 'y')`)
  asOthersWrite(bench, 't', 'CREATE TABLE t (n integer, a CHECK (a <> "x"), b DEFAULT "y")')
  asOthersWrite(bench, 'ix', 'CREATE INDEX ix ON t (a) WHERE a <> "z"')
  await bench.perform(retype)
  const { t, ix } = await bench.texts()
  expect(t).toBe(`CREATE TABLE "t" (n TEXT, a CHECK (a <> 'x'), b DEFAULT "y")`)
  expect(ix).toBe(`CREATE INDEX ix ON t (a) WHERE a <> 'z'`)
  expect(bench.events.filter(({ kind }) => kind === 'note')).toEqual([
    { kind: 'note', message: `"x" names no column; it is written as 'x' from now on.` },
    { kind: 'note', message: `"z" names no column; it is written as 'z' from now on.` },
  ])
})

test('where another view does not compile here, a column is dropped by a rebuild, and the view stays', async () => {
  const bench = await SqliteWorkbench.open(`
    CREATE TABLE t (n integer, a); INSERT INTO t VALUES (1, 2); CREATE TABLE o (x); CREATE VIEW v AS SELECT x FROM o`)
  asOthersWrite(bench, 'v', 'CREATE VIEW v AS SELECT x FROM o WHERE x <> "text"')
  await bench.perform(dropColumn('t', 'a'), retype)
  const { t, v } = await bench.texts()
  expect(t).toBe('CREATE TABLE "t" (n TEXT)')
  expect(v).toBe('CREATE VIEW v AS SELECT x FROM o WHERE x <> "text"')
})

test('a collation that is not known here stops the change of its table, not of others', async () => {
  const bench = await SqliteWorkbench.open('CREATE TABLE t (n integer); CREATE TABLE o (n integer, a TEXT)')
  asOthersWrite(bench, 'o', 'CREATE TABLE o (n integer, a TEXT COLLATE theirs)')
  await bench.perform(retype)
  await expect(bench.perform(alterColumn('o', 'n', { type: text() }))).rejects.toThrow(
    'no such collation sequence: theirs',
  )
  expect((await bench.texts())['t']).toBe('CREATE TABLE "t" (n TEXT)')
  expect((await bench.texts())['o']).toContain('COLLATE theirs')
})

test.each([
  ['a column', alterColumn('t', 'n', { newName: 'm' })],
  ['a table', renameTable('t', 'u')],
])('where another view does not compile here, renaming %s is refused, and the view is named', async (_what, rename) => {
  const bench = await SqliteWorkbench.open('CREATE TABLE t (n); CREATE VIEW broken AS SELECT gone FROM nowhere')
  const before = await bench.dump()
  await expect(bench.perform(rename)).rejects.toMatchObject({
    message: expect.stringContaining('error in view broken'),
    details: { hint: 'Drop that view or trigger first and create it again after the change.' },
  })
  expect(await bench.dump()).toEqual(before)
})

test('a table of a database that is not attached is refused as such', async () => {
  const bench = await SqliteWorkbench.open('CREATE TABLE t (n integer)')
  const change = alterColumn('t', 'n', { type: text(), schema: 'other' })
  await expect(bench.perform(change)).rejects.toMatchObject({
    code: 'UNSUPPORTED_BY_DIALECT',
    message: 'There is no attached database "other" whose tables could be changed.',
  })
})

test('a table of an attached database is built anew where it is', async () => {
  const bench = await SqliteWorkbench.open()
  const beside = await SqliteWorkbench.open(`
    CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, n integer); CREATE INDEX ix ON t (n); CREATE TABLE log (x);
    CREATE TRIGGER tr AFTER INSERT ON t BEGIN INSERT INTO log VALUES (new.n); END; INSERT INTO t VALUES (7, 1)`)
  const before = await beside.texts()
  await bench.connection.script(`ATTACH '${beside.file}' AS "other one"`)
  await bench.perform(alterColumn('t', 'n', { type: text(), schema: 'other one' }))
  expect(await beside.texts()).toEqual({
    ...before,
    t: before['t']!.replace('t (', '"t" (').replace('n integer', 'n TEXT'),
  })
  expect(await beside.rows('SELECT * FROM t')).toEqual([{ id: 7, n: '1' }])
  expect(Object.keys(await bench.texts())).toEqual(['alembic_version'])
})

/** What goes wrong behind the back of a rebuild, and what the proof says of it. */
const mishaps: readonly (readonly [what: string, at: string, harm: string, said: string])[] = [
  ['a row is lost', 'rows', 'DELETE FROM _retort_new_t WHERE id = 1', '1 of 2 rows of "t"'],
  ['a value is changed', 'rows', `UPDATE _retort_new_t SET a = 'y' WHERE id = 2`, '1 values of "t"."a"'],
  ['a value changes its kind', 'rows', `UPDATE _retort_new_t SET b = X'31' WHERE id = 1`, '1 values of "t"."b"'],
  ['a row gets another key', 'rows', 'UPDATE _retort_new_t SET id = 9 WHERE id = 1', 'the identity of rows of "t"'],
  ['a child row goes', 'DROP TABLE', 'DELETE FROM c WHERE rowid = 1', 'rows or references of "c"'],
  ['a reference is emptied', 'DROP TABLE', 'UPDATE c SET t_id = NULL', 'rows or references of "c"'],
  ['a view goes', 'DROP TABLE', 'DROP VIEW v', 'the view "v"'],
  ['another table is changed', 'DROP TABLE', 'ALTER TABLE c ADD COLUMN z', 'the table "c"'],
  ['the counter is set back', 'DROP TABLE', `UPDATE sqlite_sequence SET seq = 1`, 'the counter of "t"'],
  ['an index goes', 'CREATE TRIGGER', 'DROP INDEX ix', 'the index "ix"'],
]

test.each(mishaps)('the proof stops a rebuild when %s', async (_what, at, harm, said) => {
  const bench = await SqliteWorkbench.open(`
    CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, n integer, a TEXT COLLATE NOCASE, b);
    INSERT INTO t VALUES (1, 1, 'x', '1'), (2, 2, 'Y', 2), (8, 8, 'z', 8); DELETE FROM t WHERE id = 8;
    CREATE TABLE c (t_id REFERENCES t (id)); INSERT INTO c VALUES (1), (2);
    CREATE INDEX ix ON t (a); CREATE TRIGGER tr AFTER INSERT ON t BEGIN DELETE FROM c; END; CREATE VIEW v AS SELECT a FROM t`)
  const before = await bench.dump()
  const revision = bench.revision(async op => void (await op.perform(retype)), {
    onEvent: event => {
      const isMoment = event.kind === 'rows' ? at === 'rows' : event.kind === 'statement' && event.sql.startsWith(at)
      if (isMoment) void bench.connection.script(harm)
    },
  })
  await expect(revision).rejects.toEqual(
    expect.objectContaining({
      code: 'DATA_AT_STAKE',
      message: `The change would have lost ${said}; nothing was changed.`,
    }),
  )
  expect(await bench.dump()).toEqual(before)
})
