import { expect, test } from 'vitest'
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
