import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sqlite } from '../../core/dialects/sqlite/dialect'
import { sqliteUrl } from '../../core/dialects/sqlite/url'
import { tableName } from '../../core/schema/table-name'

const memory = sqliteUrl.parse('sqlite::memory:', '/')

test('a table is there, or it is not, and asking never fails', async () => {
  const connection = await sqlite.driver.connect(memory)
  await connection.script(`CREATE TABLE Users (id); ATTACH ':memory:' AS other; CREATE TABLE other.things (id); BEGIN`)
  const has = (name: string, schema?: string) => sqlite.hasTable(connection, tableName(name, schema))
  expect(await has('users')).toBe(true)
  expect(await has('users', 'main')).toBe(true)
  expect(await has('things')).toBe(false)
  expect(await has('things', 'other')).toBe(true)
  expect(await has('things', 'nowhere')).toBe(false)
  await connection.script('COMMIT')
  await connection.close()
})

test('a scratch database is empty, and one of its own each time', async () => {
  const one = await sqlite.openScratch(memory)
  const other = await sqlite.openScratch(memory)
  await one.connection.script('CREATE TABLE t (a)')
  expect((await sqlite.inspect(one.connection)).tables).toHaveLength(1)
  expect((await sqlite.inspect(other.connection)).tables).toHaveLength(0)
  await one.close()
  await other.close()
})

test.each(['sqlite::memory:', 'sqlite:app.db'])(
  'a connection to %s that may only read may not create',
  async address => {
    const folder = mkdtempSync(join(tmpdir(), 'retort-rights-'))
    const url = sqliteUrl.parse(address, folder)
    const writer = await sqlite.driver.connect(url, { create: true })
    await writer.script('CREATE TABLE t (a)')
    expect(await sqlite.rights(writer)).toMatchObject({ canCreate: true })
    const reader = await sqlite.driver.connect(url, { readOnly: true })
    expect(await sqlite.rights(reader)).toMatchObject({ canCreate: false })
    await reader.close()
    await writer.close()
    rmSync(folder, { recursive: true })
  },
)
