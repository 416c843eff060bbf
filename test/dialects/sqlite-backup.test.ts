import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { WriteConnection } from '../../core/dialects/connection'
import { sqliteBackup } from '../../core/dialects/sqlite/backup'
import { sqliteDriver } from '../../core/dialects/sqlite/driver'
import { sqliteUrl } from '../../core/dialects/sqlite/url'

let folder = ''
const opened: WriteConnection[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'retort-backup-'))
})
afterEach(async () => {
  for (const connection of opened.splice(0)) await connection.close()
  rmSync(folder, { recursive: true, force: true })
})

const path = (name: string) => join(folder, name)
const urlOf = (name: string) => sqliteUrl.parse(`sqlite:${name}`, folder)

async function open(name: string): Promise<WriteConnection> {
  const connection = await sqliteDriver.connect(urlOf(name), { create: true })
  opened.push(connection)
  return connection
}

const FILL = `CREATE TABLE t (id INTEGER PRIMARY KEY, words TEXT);
  WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
  INSERT INTO t SELECT i, printf('row %d of a table that fills some pages', i) FROM n`

const count = async (connection: WriteConnection) => (await connection.query('SELECT count(*) AS n FROM t'))[0]?.['n']

test.each(['DELETE', 'WAL'])(
  'a backup in %s mode holds what was committed, and restores while others read',
  async mode => {
    const live = await open('app.db')
    await live.query(`PRAGMA journal_mode = ${mode}`)
    await live.script(FILL)
    const seen: number[] = []
    await sqliteBackup.create(urlOf('app.db'), path('copy.db'), { onProgress: done => seen.push(done) })
    expect(seen.length).toBeGreaterThan(0)
    expect(await sqliteBackup.verify(path('copy.db'))).toBeNull()
    expect(readdirSync(folder).filter(name => name.startsWith('copy'))).toEqual(['copy.db'])

    await live.script('DELETE FROM t WHERE id > 5; CREATE TABLE later (a)')
    expect(await count(live)).toBe(5)
    await sqliteBackup.restore(path('copy.db'), urlOf('app.db'))
    expect(await count(live)).toBe(20000)
    expect(await live.query(`SELECT name FROM sqlite_schema ORDER BY name`)).toEqual([{ name: 't' }])
    expect(await live.query('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
    expect(await live.query('PRAGMA journal_mode')).toEqual([{ journal_mode: mode.toLowerCase() }])
    await live.execute(`INSERT INTO t (words) VALUES ('and on')`)
    expect(await count(await open('app.db'))).toBe(20001)
  },
)

test('a backup never takes the place of another file', async () => {
  await (await open('app.db')).script(FILL)
  writeFileSync(path('copy.db'), 'precious')
  await expect(sqliteBackup.create(urlOf('app.db'), path('copy.db'))).rejects.toMatchObject({ code: 'BACKUP_FAILED' })
  expect(readFileSync(path('copy.db'), 'utf8')).toBe('precious')
})

test('a backup that is cancelled leaves no file', async () => {
  await (await open('app.db')).script(FILL)
  const controller = new AbortController()
  const options = { signal: controller.signal, onProgress: () => controller.abort() }
  await expect(sqliteBackup.create(urlOf('app.db'), path('copy.db'), options)).rejects.toMatchObject({
    code: 'CANCELLED',
  })
  expect(readdirSync(folder)).toEqual(['app.db'])
})

test('a missing database is not backed up, nor is one in memory', async () => {
  await expect(sqliteBackup.create(urlOf('none.db'), path('copy.db'))).rejects.toMatchObject({
    code: 'CONNECTION_FAILED',
  })
  await expect(sqliteBackup.create(urlOf(':memory:'), path('copy.db'))).rejects.toMatchObject({ code: 'BACKUP_FAILED' })
  expect(existsSync(path('copy.db'))).toBe(false)
})

test('a damaged backup is found out, and not restored', async () => {
  const live = await open('app.db')
  await live.script(FILL)
  await sqliteBackup.create(urlOf('app.db'), path('copy.db'))
  truncateSync(path('copy.db'), 40_000)
  expect(await sqliteBackup.verify(path('copy.db'))).toEqual(expect.any(String))
  await expect(sqliteBackup.restore(path('copy.db'), urlOf('app.db'))).rejects.toMatchObject({ code: 'BACKUP_DAMAGED' })
  expect(await count(live)).toBe(20000)
  expect(await sqliteBackup.verify(path('none.db'))).toBe('The file is missing.')
  writeFileSync(path('text.db'), 'some text '.repeat(100))
  expect(await sqliteBackup.verify(path('text.db'))).toMatch(/not a SQLite database/)
})

test('a collation that nobody here knows is no damage', async () => {
  const live = await open('app.db')
  await live.script(
    `${FILL}; CREATE TABLE u (a TEXT COLLATE NOCASE); CREATE INDEX ix ON u (a); INSERT INTO u VALUES ('x')`,
  )
  await live.close()
  opened.length = 0
  const bytes = readFileSync(path('app.db'))
  bytes.write('WEIRDO', bytes.indexOf('NOCASE'))
  writeFileSync(path('app.db'), bytes)
  await sqliteBackup.create(urlOf('app.db'), path('copy.db'))
  expect(await sqliteBackup.verify(path('copy.db'))).toBeNull()
  await (await open('app.db')).script('DELETE FROM t')
  await sqliteBackup.restore(path('copy.db'), urlOf('app.db'))
  expect(await count(await open('app.db'))).toBe(20000)
  truncateSync(path('copy.db'), 40_000)
  expect(await sqliteBackup.verify(path('copy.db'))).toEqual(expect.any(String))
})

test('a database that is gone or unreadable is put back whole', async () => {
  const live = await open('app.db')
  await live.script(FILL)
  await sqliteBackup.create(urlOf('app.db'), path('copy.db'))
  await live.close()
  opened.length = 0
  for (const damage of [
    () => writeFileSync(path('app.db'), 'overwritten by mistake '.repeat(100)),
    () => rmSync(path('app.db')),
  ]) {
    damage()
    await sqliteBackup.restore(path('copy.db'), urlOf('app.db'))
    const restored = await open('app.db')
    expect(await count(restored)).toBe(20000)
    await restored.close()
    opened.length = 0
  }
  expect(readdirSync(folder).sort()).toEqual(['app.db', 'copy.db'])
})

test('another size of pages is restored too', async () => {
  const small = await open('small.db')
  await small.query('PRAGMA page_size = 1024')
  await small.script(FILL)
  const live = await open('app.db')
  await live.query('PRAGMA journal_mode = WAL')
  await live.script('CREATE TABLE t (id)')
  await live.close()
  await sqliteBackup.create(urlOf('small.db'), path('copy.db'))
  await sqliteBackup.restore(path('copy.db'), urlOf('app.db'))
  expect(await count(await open('app.db'))).toBe(20000)
})

test('a restore that cannot get at the file says so, and changes nothing', { timeout: 30_000 }, async () => {
  const live = await open('app.db')
  await live.script(FILL)
  await sqliteBackup.create(urlOf('app.db'), path('copy.db'))
  await live.script('DELETE FROM t; BEGIN; SELECT * FROM t')
  await live.query('SELECT count(*) FROM sqlite_schema')
  await expect(sqliteBackup.restore(path('copy.db'), urlOf('app.db'))).rejects.toMatchObject({
    code: 'DATABASE_LOCKED',
  })
  await live.script('COMMIT')
  expect(await count(live)).toBe(0)
})
