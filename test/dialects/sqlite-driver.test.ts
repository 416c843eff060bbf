import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ConnectOptions } from '../../core/dialects/connection'
import { sqliteDriver } from '../../core/dialects/sqlite/driver'
import { sqliteUrl } from '../../core/dialects/sqlite/url'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'retort-driver-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = (name: string, options?: ConnectOptions) =>
  sqliteDriver.connect(sqliteUrl.parse(`sqlite:${name}`, folder), options)

describe('opening', () => {
  test('never creates a file unless asked to', async () => {
    await expect(open('app.db')).rejects.toMatchObject({
      code: 'CONNECTION_FAILED',
      message: expect.stringContaining('There is no database file'),
      details: { hint: expect.stringContaining('retort upgrade') },
    })
    await expect(open('app.db', { readOnly: true })).rejects.toMatchObject({ code: 'CONNECTION_FAILED' })
    expect(existsSync(join(folder, 'app.db'))).toBe(false)
    const created = await open('app.db', { create: true })
    await created.script('CREATE TABLE t (a)')
    await created.close()
    expect(existsSync(join(folder, 'app.db'))).toBe(true)
  })

  test('says what is wrong with the path', async () => {
    writeFileSync(join(folder, 'notes.txt'), 'not a database at all. '.repeat(50))
    await expect(open('notes.txt')).rejects.toMatchObject({
      code: 'CONNECTION_FAILED',
      message: expect.stringContaining('is not a SQLite database'),
    })
    await expect(open('missing/app.db', { create: true })).rejects.toMatchObject({
      code: 'CONNECTION_FAILED',
      message: expect.stringContaining('There is no folder'),
    })
    await expect(open('.')).rejects.toMatchObject({ message: expect.stringContaining('is a folder') })
  })

  test('says so when another program holds the file', async () => {
    const holder = await open('app.db', { create: true })
    await holder.script('CREATE TABLE t (a); BEGIN EXCLUSIVE')
    await expect(open('app.db')).rejects.toMatchObject({
      code: 'DATABASE_LOCKED',
      details: { hint: expect.stringContaining('Close the other program') },
    })
    await holder.script('ROLLBACK')
    await holder.close()
    const second = await open('app.db')
    expect(await second.query('SELECT * FROM t')).toEqual([])
    await second.close()
  })

  test('read only refuses to write', async () => {
    await (await open('app.db', { create: true })).script('CREATE TABLE t (a)')
    for (const name of ['app.db', ':memory:']) {
      const reader = await open(name, { readOnly: true })
      await expect(reader.execute('CREATE TABLE u (a)')).rejects.toMatchObject({ code: 'MIGRATION_FAILED' })
      await reader.close()
    }
  })

  test('enforces foreign keys unless told otherwise', async () => {
    const pragma = async (options?: ConnectOptions) => (await open(':memory:', options)).query('PRAGMA foreign_keys')
    expect(await pragma()).toEqual([{ foreign_keys: 1 }])
    expect(await pragma({ foreignKeys: false })).toEqual([{ foreign_keys: 0 }])
  })

  test('names the version of the library', async () => {
    expect((await open(':memory:')).serverVersion).toMatch(/^SQLite \d+\.\d+\.\d+$/)
  })
})

describe('values', () => {
  test('arrive as they were sent', async () => {
    const connection = await open(':memory:')
    const values = ['text', "it's", 1, -5, 1.5, null, 9_007_199_254_740_993n, new Uint8Array([0, 255])]
    for (const value of values) {
      expect(await connection.query('SELECT ? AS value', [value])).toEqual([{ value }])
    }
  })

  test('integers and booleans arrive as integers', async () => {
    const connection = await open(':memory:')
    expect(
      await connection.query('SELECT typeof(?) AS a, typeof(?) AS b, typeof(?) AS c, ? AS d', [1, 1.5, true, false]),
    ).toEqual([{ a: 'integer', b: 'real', c: 'integer', d: 0 }])
    const [row] = await connection.query('SELECT 9007199254740993 AS large, 9007199254740991 AS safe')
    expect(row).toEqual({ large: 9007199254740993n, safe: 9007199254740991 })
  })

  test('a statement counts the rows it changed', async () => {
    const connection = await open(':memory:')
    await connection.script('CREATE TABLE t (a); CREATE TABLE u (a)')
    expect(await connection.execute('INSERT INTO t VALUES (?), (?)', [1, 2])).toBe(2)
    expect(await connection.execute('CREATE TABLE v (a)')).toBe(0)
    expect(await connection.execute('INSERT INTO t VALUES (3) RETURNING a')).toBe(1)
    expect(await connection.execute('SELECT * FROM t')).toBe(0)
    expect(await connection.query('DELETE FROM t')).toEqual([])
    expect(await connection.query('SELECT * FROM t')).toEqual([])
  })

  test('every round trip is told of before it is made', async () => {
    const told: string[] = []
    const connection = await open(':memory:', { onStatement: sql => told.push(sql) })
    await connection.script('CREATE TABLE t (a)')
    await connection.execute('INSERT INTO t VALUES (1)')
    await connection.query('SELECT a FROM t')
    await expect(connection.query('SELECT nobody')).rejects.toMatchObject({
      code: 'MIGRATION_FAILED',
      message: 'no such column: nobody',
      details: { sql: 'SELECT nobody' },
    })
    expect(told).toEqual(['CREATE TABLE t (a)', 'INSERT INTO t VALUES (1)', 'SELECT a FROM t', 'SELECT nobody'])
  })
})
