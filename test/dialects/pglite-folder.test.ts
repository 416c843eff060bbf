import Database from 'better-sqlite3'
import { existsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { DatabaseUrl } from '../../core/dialects/database-url'
import { pglite } from '../../core/dialects/pglite/dialect'
import { pgliteUrl } from '../../core/dialects/pglite/url'
import { temporaryFolder } from '../harness/temporary-folder'

const emptyFolder = (): DatabaseUrl => pgliteUrl.parse('pglite:data', temporaryFolder())

const people = async (url: DatabaseUrl): Promise<readonly unknown[]> => {
  const connection = await pglite.driver.connect(url)
  return connection
    .query('SELECT name FROM people ORDER BY name')
    .then(rows => rows.map(row => row['name']))
    .finally(() => connection.close())
}

describe('a PGlite folder', () => {
  test('keeps what was committed, and a backup brings it back', async () => {
    const url = emptyFolder()
    const file = path.join(path.dirname(url.database), 'backup.tar.gz')
    const connection = await pglite.driver.connect(url)
    await connection.script(`CREATE TABLE people (name text); INSERT INTO people VALUES ('Ada')`)
    await pglite.backup.create(url, file)
    await connection.script(`INSERT INTO people VALUES ('Bob')`)
    await connection.close()
    expect(await people(url)).toEqual(['Ada', 'Bob'])
    expect(await pglite.backup.verify(file)).toBeNull()
    await pglite.backup.restore(file, url)
    expect(await people(url)).toEqual(['Ada'])
  })

  test('a damaged backup is found out, and restoring it changes nothing', async () => {
    const url = emptyFolder()
    const connection = await pglite.driver.connect(url)
    await connection.script(`CREATE TABLE people (name text); INSERT INTO people VALUES ('Ada')`)
    await connection.close()
    const file = path.join(path.dirname(url.database), 'backup.tar.gz')
    writeFileSync(file, 'no archive')
    expect(await pglite.backup.verify(file)).toMatch(/cannot be opened/)
    await expect(pglite.backup.restore(file, url)).rejects.toMatchObject({ code: 'BACKUP_FAILED' })
    expect(await people(url)).toEqual(['Ada'])
    expect(existsSync(`${url.database}.restored`)).toBe(false)
  })

  test('a second opener waits until the first has closed', async () => {
    const url = emptyFolder()
    const first = await pglite.driver.connect(url)
    let isOpen = false
    const second = pglite.driver.connect(url).then(connection => {
      isOpen = true
      return connection
    })
    // Opening takes as long as this; a second opener that did not wait would be there by now.
    await (await pglite.driver.connect(pgliteUrl.parse('pglite::memory:', ''))).close()
    expect(isOpen).toBe(false)
    await first.close()
    const connection = await second
    await connection.close()
  })

  test('a second opener is refused in the end while another thread holds the folder', async () => {
    const url = emptyFolder()
    const holder = new Worker(
      `const { parentPort, workerData } = require('node:worker_threads')
       const Database = require('better-sqlite3')
       new Database(workerData).exec('BEGIN EXCLUSIVE')
       parentPort.postMessage('held')
       setInterval(() => undefined, 1000)`,
      { eval: true, workerData: `${url.database}.lock` },
    )
    onTestFinished(async () => void (await holder.terminate()))
    await new Promise(resolve => holder.once('message', resolve))
    await expect(pglite.driver.connect(url)).rejects.toMatchObject({ code: 'DATABASE_LOCKED' })
  })

  test('stays open between the connections of one command, each of them as new, and is free after it', async () => {
    const url = emptyFolder()
    const lock = (): void => {
      const file = new Database(`${url.database}.lock`, { timeout: 0 })
      try {
        file.exec('BEGIN EXCLUSIVE')
      } finally {
        file.close()
      }
    }
    await pglite.driver.keepingOpen(async () => {
      const first = await pglite.driver.connect(url)
      await first.script(
        `CREATE TABLE people (name text); SET search_path TO pg_catalog; CREATE TEMP TABLE own (a int)`,
      )
      await first.execute('BEGIN')
      await first.execute(`INSERT INTO public.people VALUES ('never committed')`)
      await first.close()
      expect(lock).toThrow(/locked/)
      const second = await pglite.driver.connect(url)
      const [row] = await second.query(
        `SELECT current_setting('search_path') AS path, to_regclass('own') AS own, (SELECT count(*) FROM people) AS people`,
      )
      expect(row).toEqual({ path: 'public', own: null, people: 0 })
      await second.close()
    })
    expect(lock).not.toThrow()
  })

  test('is read as empty before it is there, and a restore within the same command finds it free', async () => {
    const url = emptyFolder()
    const file = path.join(path.dirname(url.database), 'backup.tar.gz')
    await pglite.driver.keepingOpen(async () => {
      const reader = await pglite.driver.connect(url, { readOnly: true, missingIsEmpty: true })
      expect((await pglite.inspect(reader)).tables).toEqual([])
      await reader.close()
      expect(existsSync(url.database)).toBe(false)
      const writer = await pglite.driver.connect(url)
      await writer.script(`CREATE TABLE people (name text); INSERT INTO people VALUES ('Ada')`)
      await writer.close()
      await pglite.backup.create(url, file)
      await pglite.backup.restore(file, url)
      expect(await people(url)).toEqual(['Ada'])
    })
  })

  test('is not created for a reader', async () => {
    const url = emptyFolder()
    await expect(pglite.driver.connect(url, { readOnly: true })).rejects.toMatchObject({ code: 'CONNECTION_FAILED' })
    expect(existsSync(url.database)).toBe(false)
  })
})

test.each([
  ['pglite:data', '/project/data'],
  ['pglite:///data', '/project/data'],
  ['pglite:////data', '/data'],
  ['pglite:/data', '/data'],
  ['pglite::memory:', ':memory:'],
])('the URL %s means %s', (text, database) => {
  expect(pgliteUrl.parse(text, '/project')).toMatchObject({ dialect: 'pglite', shown: text, database })
})
