import { execFileSync, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Performer } from '../../core/dialects/session'
import { openOfflineSession } from '../../core/dialects/sqlite/offline-session'
import { addColumn } from '../../core/operations/add-column'
import { alterColumn } from '../../core/operations/alter-column'
import { bulkInsert } from '../../core/operations/bulk-insert'
import { createTable } from '../../core/operations/create-table'
import { execute } from '../../core/operations/execute'
import { query } from '../../core/operations/query'
import { integer, string, text } from '../../core/schema/build/types'
import { temporaryFolder } from '../harness/temporary-folder'
import { SqliteWorkbench, type Body } from './sqlite-workbench'

const shell = spawnSync('sqlite3', ['--version']).error === undefined

/** The script of some revisions, from the schema of a database or from nothing. */
async function scriptOf(
  bench: SqliteWorkbench,
  bodies: readonly Body[],
  from: SqliteWorkbench | null,
): Promise<string> {
  const pieces: string[] = []
  const session = await openOfflineSession({
    ...bench.options(),
    startFrom: from?.connection ?? null,
    write: sql => pieces.push(sql),
  })
  for (const body of bodies) await session.revision(bench.work(body))
  await session.finish()
  return pieces.join('')
}

const BASE = `
  CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, age integer, CHECK (age > 0));
  CREATE TABLE orders (user_id REFERENCES users (id) ON DELETE CASCADE);
  CREATE VIEW adults AS SELECT id FROM users;
  INSERT INTO users VALUES (1, 20), (5, 30); INSERT INTO orders VALUES (1), (5), (5); DELETE FROM users WHERE id = 1;
`

const upgrade: readonly Body[] = [
  async op => {
    await op.perform(createTable('notes', { id: integer().primaryKey(), body: string(20).notNull() }))
    await op.perform(bulkInsert('notes', [{ id: 1, body: "it's; fine" }]))
    await op.perform(execute('UPDATE notes SET body = ? -- all', ["a'b"]))
  },
  async op => {
    await op.perform(addColumn('users', 'name', string(5)))
    await op.perform(alterColumn('users', 'age', { type: text() }))
    await op.perform(alterColumn('users', 'name', { nullable: true, default: 'x' }))
  },
  async op => {
    await op.autocommit(async () => void (await op.perform(execute('PRAGMA user_version=7'))))
    await op.savepoint(async () => void (await op.perform(execute('CREATE TABLE late (a); CREATE TABLE later (b)'))))
  },
]

const runScript = (file: string, script: string): void => {
  const input = path.join(temporaryFolder(), 'script.sql')
  writeFileSync(input, script)
  execFileSync('sqlite3', ['-bail', file, `.read ${input}`])
}

test.skipIf(!shell)('a script run by the sqlite3 shell does what a run does', async () => {
  const [online, offline] = [await SqliteWorkbench.open(BASE), await SqliteWorkbench.open(BASE)]
  await online.revisions(upgrade)
  runScript(offline.file, await scriptOf(offline, upgrade, offline))
  expect(await offline.dump()).toEqual(await online.dump())
  expect(await offline.value('PRAGMA user_version')).toBe(7)
})

describe('a script', () => {
  const fromNothing: readonly Body[] = [
    async op => void (await op.perform(createTable('a', { id: integer().primaryKey(), n: integer() }))),
    async op => void (await op.perform(alterColumn('a', 'n', { nullable: false }))),
  ]

  test('says how to run it, and switches foreign keys off before the transaction of a rebuild only', async () => {
    const bench = await SqliteWorkbench.open()
    const script = await scriptOf(bench, fromNothing, null)
    expect(script).toContain('sqlite3 -bail')
    const frame = script.match(/^(PRAGMA foreign_keys|BEGIN|COMMIT|INSERT INTO alembic_version).*$/gm)
    expect(frame).toEqual([
      'PRAGMA foreign_keys=ON;',
      'BEGIN;',
      "INSERT INTO alembic_version VALUES ('r1');",
      'COMMIT;',
      'PRAGMA foreign_keys=OFF;',
      'BEGIN;',
      "INSERT INTO alembic_version VALUES ('r2');",
      'COMMIT;',
      'PRAGMA foreign_keys=ON;',
    ])
  })

  test('rebuilds where only a newer SQLite could change in place, and copies the whole table at once', async () => {
    const bench = await SqliteWorkbench.open()
    const script = await scriptOf(bench, fromNothing, null)
    expect(script).not.toContain('SET NOT NULL')
    expect(script).toMatch(/^INSERT INTO "_retort_new_a" \("id", "n"\) SELECT "id", "n" FROM "a";$/m)
  })

  test('holds statements that change rows without running them: this one would never end', async () => {
    const bench = await SqliteWorkbench.open('CREATE TABLE numbers (n)')
    const endless =
      'INSERT INTO numbers WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT n FROM c'
    const script = await scriptOf(bench, [async op => void (await op.perform(execute(endless)))], bench)
    expect(script).toContain(endless)
  })

  test('still sees that such a statement names a table that is not there', async () => {
    const bench = await SqliteWorkbench.open('')
    const body: Body = async op => void (await op.perform(execute('DELETE FROM nowhere')))
    await expect(scriptOf(bench, [body], bench)).rejects.toMatchObject({
      code: 'MIGRATION_FAILED',
      details: { sql: 'DELETE FROM nowhere' },
    })
  })

  test('cannot read rows', async () => {
    const bench = await SqliteWorkbench.open()
    const bodies: readonly ((op: Performer) => Promise<unknown>)[] = [
      op => op.perform(query('SELECT 1')),
      op => op.connection.query('SELECT 1'),
    ]
    for (const body of bodies) {
      const script = scriptOf(bench, [async op => void (await body(op))], null)
      await expect(script).rejects.toEqual(expect.objectContaining({ code: 'NOT_OFFLINE' }))
    }
  })
})
