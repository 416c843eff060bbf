import { expect, test } from 'vitest'
import { alterColumn } from '../../core/operations/alter-column'
import { batchAlterTable } from '../../core/operations/batch-alter-table'
import { text } from '../../core/schema/build/types'
import { SqliteWorkbench } from './sqlite-workbench'

const SHOP = `
  CREATE TABLE log (what TEXT);
  CREATE TABLE users (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    age integer, -- in years
    name VARCHAR (20) COLLATE NOCASE NOT NULL ON CONFLICT REPLACE DEFAULT 'x',
    CHECK (age >= 0)
  );
  CREATE INDEX ix_users_young ON users (name DESC) WHERE age < 18;
  CREATE TRIGGER tr_users AFTER UPDATE ON users BEGIN INSERT INTO log VALUES (new.name); END;
  CREATE VIEW adults AS SELECT id, name FROM users WHERE age >= 18;
  CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE);
  INSERT INTO users VALUES (1, 40, 'Ann'), (2, 7, 'Bob'), (9, 70, 'Old');
  DELETE FROM users WHERE id = 9;
  INSERT INTO orders VALUES (10, 1), (11, 1), (12, 2);
`

test('a changed type leaves everything else of the table and around it as it was, byte for byte', async () => {
  const bench = await SqliteWorkbench.open(SHOP)
  const before = await bench.texts()
  await bench.perform(alterColumn('users', 'age', { type: text() }))
  const after = await bench.texts()
  expect(after).toEqual({
    ...before,
    users: before['users']!.replace('TABLE users', 'TABLE "users"').replace('age integer', 'age TEXT'),
  })
  expect(await bench.rows('SELECT * FROM orders')).toHaveLength(3)
  expect(await bench.rows('SELECT id, typeof(age) AS type, age FROM users')).toEqual([
    { id: 1, type: 'text', age: '40' },
    { id: 2, type: 'text', age: '7' },
  ])
  expect(await bench.value(`SELECT seq FROM sqlite_sequence WHERE name = 'users'`)).toBe(9)
  expect(await bench.value('PRAGMA foreign_keys')).toBe(1)
  expect(await bench.value('PRAGMA legacy_alter_table')).toBe(0)
})

test('all changes of one batch are one rebuild', async () => {
  const bench = await SqliteWorkbench.open(SHOP)
  await bench.perform(
    batchAlterTable('users', [
      alterColumn('users', 'age', { nullable: false }),
      alterColumn('users', 'name', { default: 'y' }),
    ]),
  )
  const created = bench.events.filter(event => event.kind === 'statement' && event.sql.startsWith('CREATE TABLE'))
  expect(created).toHaveLength(1)
  expect((await bench.texts())['users']).toContain('age integer NOT NULL, -- in years')
})
