import { existsSync } from 'node:fs'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { launchChromium } from '../harness/chromium'
import { postgresqlServer } from '../harness/postgresql'
import { present, requires } from '../harness/requirement'
import { createFolder, removeFolder, temporaryFolder } from '../harness/temporary-folder'

const postgresql = await postgresqlServer()

describe('the PostgreSQL server of a run', () => {
  requires(postgresql)

  test('gives every test an empty database that is gone afterwards', async () => {
    const { url, name } = await present(postgresql).createDatabase()
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    const { rows } = await client.query(
      "SELECT current_database() AS name, count(*)::int AS tables FROM pg_tables WHERE schemaname = 'public'",
    )
    await client.end()
    expect(rows).toEqual([{ name, tables: 0 }])
  })

  test('asks for the password', async () => {
    const address = new URL(present(postgresql).url)
    address.password = 'wrong'
    const client = new pg.Client({ connectionString: address.href })
    await expect(client.connect()).rejects.toThrow(/password authentication failed/)
  })
})

test('the browser of the tests draws a page', async () => {
  const browser = await launchChromium()
  try {
    const page = await browser.newPage()
    await page.setContent('<h1>Retort</h1>')
    expect(await page.getByRole('heading').innerText()).toBe('Retort')
    expect((await page.screenshot()).subarray(1, 4).toString()).toBe('PNG')
  } finally {
    await browser.close()
  }
})

test('a temporary folder exists until it is removed', () => {
  expect(existsSync(temporaryFolder())).toBe(true)
  const folder = createFolder()
  removeFolder(folder)
  expect(existsSync(folder)).toBe(false)
})
