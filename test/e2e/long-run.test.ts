import path from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchApp, type App } from '../harness/app'
import { removeFolder } from '../harness/temporary-folder'
import { askSqlite } from './databases'
import { onSqlite, projectOnDisk, saveRevision, type ProjectOnDisk } from './projects'
import * as steps from './steps'
import { UPGRADE } from './steps'

const ROWS = 2_000_000
/** True for every row, and a few microseconds' work for each: a table that takes as long as one ten times its size. */
const SLOW = "length(replace(hex(zeroblob(400 + value % 2)), '0', 'x')) > 0"
const LONGEST_GAP_MS = 1000

let app: App
let page: Page
let project: ProjectOnDisk

beforeAll(async () => {
  app = await launchApp('browser')
  page = app.page
  project = await projectOnDisk('measurements')
  saveRevision(project, {
    revision: 'aaaa11112222',
    after: null,
    upgrade: `await op.createTable("readings", { id: integer().primaryKey(), value: integer() }, [
      check("ck_readings_slow", sql\`${SLOW}\`),
    ]);`,
  })
  saveRevision(project, {
    revision: 'bbbb11112222',
    after: 'aaaa11112222',
    upgrade:
      'await op.batchAlterTable("readings", async batch => { batch.alterColumn("value", { nullable: false }) }, { recreate: "always" });',
  })
  expect(await project.run('upgrade', 'aaaa11112222')).toMatchObject({ code: 0 })
  onSqlite(
    project.file,
    'PRAGMA ignore_check_constraints = ON',
    `INSERT INTO readings (value) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT ${ROWS})
     SELECT i % 1000 FROM n`,
  )
  await steps.openProject(page, project.folder)
  await steps.revisionRow(page, /bbbb11112222/).waitFor()
})
afterAll(async () => {
  await app.close()
  removeFolder(path.dirname(project.folder))
})
steps.tellPageOnFailure(() => page)

/** What must not change: the schema as it is stored, every row, and where the database stands. */
const content = (): object => ({
  schema: askSqlite(project.file, 'SELECT sql FROM sqlite_schema ORDER BY name'),
  rows: askSqlite(project.file, 'SELECT count(*) FROM readings'),
  sum: askSqlite(project.file, 'SELECT sum(id * value) FROM readings'),
  version: askSqlite(project.file, 'SELECT version_num FROM alembic_version'),
})

const copied = async (bar: Locator): Promise<number> => Number(await bar.getAttribute('aria-valuenow'))

/** Notes the longest time between two pictures, until it is asked. */
async function watchFrames(): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const frames = { longest: 0, last: performance.now() }
    const next = (now: number): void => {
      frames.longest = Math.max(frames.longest, now - frames.last)
      frames.last = now
      requestAnimationFrame(next)
    }
    requestAnimationFrame(next)
    Object.assign(globalThis, { frames })
  })
  return () => page.evaluate(() => (globalThis as unknown as { frames: { longest: number } }).frames.longest)
}

test('a long rebuild leaves the page free, tells how far it is, and can be cancelled', async () => {
  const before = content()
  await page.getByRole('button', { name: 'Upgrade to head…' }).click()
  const dialog = steps.runDialog(page)
  const longestGap = await watchFrames()
  await dialog.getByRole('button', { name: 'Start upgrade' }).click()
  const bar = dialog.getByRole('progressbar', { name: 'Rows copied' })
  await bar.waitFor()
  await expect.poll(() => copied(bar), { timeout: 60_000 }).toBeGreaterThan(ROWS / 5)
  expect(Number(await bar.getAttribute('aria-valuemax'))).toBe(ROWS)
  await dialog.getByText(/[\d,]+ of 2,000,000 rows of readings/).waitFor()
  await dialog.getByRole('button', { name: 'Copy' }).click()
  await dialog.getByRole('button', { name: 'Copied' }).waitFor()
  await dialog.getByRole('button', { name: 'Cancel the run' }).click()
  await dialog.getByRole('note').filter({ hasText: 'The run was cancelled' }).waitFor()
  expect(await dialog.getByRole('note').innerText()).toMatch(/taken back|stands at aaaa1111/)
  expect(await longestGap()).toBeLessThan(LONGEST_GAP_MS)
  expect(content()).toEqual(before)
})

test('the same run goes to its end afterwards', async () => {
  await steps.runDialog(page).getByRole('button', { name: 'Plan again' }).click()
  const longestGap = await watchFrames()
  await steps.run(page, UPGRADE)
  expect(await longestGap()).toBeLessThan(LONGEST_GAP_MS)
  await steps.closeRun(page)
  expect(askSqlite(project.file, 'SELECT count(*) FROM readings')).toEqual([ROWS])
  expect(askSqlite(project.file, 'SELECT version_num FROM alembic_version')).toEqual(['bbbb11112222'])
  expect(() => onSqlite(project.file, 'INSERT INTO readings (value) VALUES (NULL)')).toThrow(/NOT NULL/)
})
