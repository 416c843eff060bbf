import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { sqliteDriver } from '../../core/dialects/sqlite/driver'
import { sqliteUrl } from '../../core/dialects/sqlite/url'
import { execute } from '../../core/operations/execute'
import { temporaryFolder } from '../harness/temporary-folder'
import { SqliteWorkbench } from './sqlite-workbench'

const failure = (code: string) => expect.objectContaining({ code })

test.each([
  ['one statement after the other', execute('INSERT INTO t VALUES (?)', [1])],
  ['texts of several statements', execute('INSERT INTO t VALUES (1); INSERT INTO t VALUES (2)')],
])('a cancel that comes from outside is heard between %s', async (_name, operation) => {
  const bench = await SqliteWorkbench.open('CREATE TABLE t (n)')
  const cancel = new AbortController()
  setImmediate(() => cancel.abort())
  const revision = bench.revision(
    async op => {
      for (let count = 0; count < 100; count++) await op.perform(operation)
    },
    { signal: cancel.signal },
  )
  await expect(revision).rejects.toEqual(failure('CANCELLED'))
  expect(await bench.value('SELECT count(*) FROM t')).toBe(0)
})

test('a database whose program was killed inside a transaction can be read, as it was before it', async () => {
  const file = path.join(temporaryFolder(), 'app.db')
  const killed = `
    const handle = new (require('better-sqlite3'))(${JSON.stringify(file)})
    handle.exec('CREATE TABLE t (n); INSERT INTO t VALUES (1); PRAGMA cache_size = 5; BEGIN')
    handle.exec('WITH RECURSIVE k (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < 50000) INSERT INTO t SELECT i FROM k')
    process.kill(process.pid, 'SIGKILL')
  `
  spawnSync(process.execPath, ['-e', killed], { cwd: path.resolve(import.meta.dirname, '../..') })
  expect(existsSync(`${file}-journal`)).toBe(true)
  const connection = await sqliteDriver.connect(sqliteUrl.parse(`sqlite:${file}`, '/'), { readOnly: true })
  expect(await connection.query('SELECT count(*) AS rows FROM t')).toEqual([{ rows: 1 }])
  await connection.close()
})
