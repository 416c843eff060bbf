import path from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchApp, type App } from '../harness/app'
import { removeFolder } from '../harness/temporary-folder'
import { askSqlite } from './databases'
import { contentOf, measurements, SECOND } from './measurements'
import { onSqlite, type ProjectOnDisk } from './projects'
import * as steps from './steps'
import { UPGRADE } from './steps'

const ROWS = 2_000_000
const LONGEST_GAP_MS = 1000

let app: App
let page: Page
let project: ProjectOnDisk

beforeAll(async () => {
  app = await launchApp('browser')
  page = app.page
  project = await measurements(ROWS)
  await steps.openProject(page, project.folder)
  await steps.revisionRow(page, new RegExp(SECOND)).waitFor()
})
afterAll(async () => {
  await app.close()
  removeFolder(path.dirname(project.folder))
})
steps.tellPageOnFailure(() => page)

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
  const before = contentOf(project)
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
  expect(contentOf(project)).toEqual(before)
})

test('the same run goes to its end afterwards', async () => {
  await steps.runDialog(page).getByRole('button', { name: 'Plan again' }).click()
  const longestGap = await watchFrames()
  await steps.run(page, UPGRADE)
  expect(await longestGap()).toBeLessThan(LONGEST_GAP_MS)
  await steps.closeRun(page)
  expect(askSqlite(project.file, 'SELECT count(*) FROM readings')).toEqual([ROWS])
  expect(askSqlite(project.file, 'SELECT version_num FROM alembic_version')).toEqual([SECOND])
  expect(() => onSqlite(project.file, 'INSERT INTO readings (value) VALUES (NULL)')).toThrow(/NOT NULL/)
})
