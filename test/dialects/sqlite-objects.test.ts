import { expect, test } from 'vitest'
import { batchAlterTable } from '../../core/operations/batch-alter-table'
import { renameConstraint } from '../../core/operations/rename-constraint'
import { setTableOptions } from '../../core/operations/set-table-options'
import { replaceView } from '../../core/operations/replace-view'
import { sql } from '../../core/schema/sql-expression'
import { SqliteWorkbench } from './sqlite-workbench'

const START = `
  CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);
  CREATE VIEW names AS SELECT id, name FROM users;
  CREATE VIEW long AS SELECT * FROM names WHERE length(name) > 3;
  CREATE TRIGGER named INSTEAD OF INSERT ON names BEGIN INSERT INTO users (name) VALUES (new.name); END`

test('a view that is replaced keeps its triggers', async () => {
  const bench = await SqliteWorkbench.open(START)
  const before = await bench.texts()
  await bench.perform(replaceView('names', sql`SELECT id, upper(name) AS name FROM users`))
  expect(await bench.texts()).toEqual({
    ...before,
    names: 'CREATE VIEW "names" AS SELECT id, upper(name) AS name FROM users',
  })
})

test('a view is not replaced by a query that breaks what stands on it', async () => {
  const bench = await SqliteWorkbench.open(START)
  const before = await bench.dump()
  await expect(bench.perform(replaceView('names', sql`SELECT id FROM users`))).rejects.toThrow(
    'The new query of "names" breaks the view "long", the trigger "named".',
  )
  expect(await bench.dump()).toEqual(before)
})

test('a table is not made strict while values do not fit its types', async () => {
  const bench = await SqliteWorkbench.open(`CREATE TABLE t (a SMALLINT, b); INSERT INTO t VALUES (1, 'x'), ('y', 2)`)
  const before = await bench.dump()
  await expect(bench.perform(setTableOptions('t', { strict: true }))).rejects.toThrow(/"?a"?/)
  expect(await bench.dump()).toEqual(before)
})

test('a table becomes strict and loses its rowid in one go, with a renamed constraint and its comments', async () => {
  const bench = await SqliteWorkbench.open(
    `CREATE TABLE t (a INTEGER PRIMARY KEY, -- the key
       n NUMERIC, CONSTRAINT old CHECK (n > 0)); INSERT INTO t VALUES (7, 1.5)`,
  )
  await bench.perform(
    batchAlterTable('t', [
      setTableOptions('t', { strict: true, withoutRowid: true }),
      renameConstraint('old', 'new', 't'),
    ]),
  )
  expect((await bench.texts())['t']).toBe(
    `CREATE TABLE "t" (a INTEGER PRIMARY KEY, -- the key\n       n ANY, CONSTRAINT "new" CHECK (n > 0)) STRICT, WITHOUT ROWID`,
  )
  expect(await bench.rows('SELECT * FROM t')).toEqual([{ a: 7, n: 1.5 }])
})
