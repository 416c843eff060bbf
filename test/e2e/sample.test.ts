import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HOSTS, launchApp, type App } from '../harness/app'
import { askSqlite } from './databases'
import * as steps from './steps'
import { DOWNGRADE, UPGRADE } from './steps'

const CURRENT = '7c1f9a06d8b4'

describe.each(HOSTS)('the sample in the %s host', host => {
  let app: App
  let page: Page
  let file: string

  beforeAll(async () => {
    app = await launchApp(host)
    page = app.page
  })
  afterAll(() => app.close())
  steps.tellPageOnFailure(() => page)

  const versions = (): readonly unknown[] => askSqlite(file, 'SELECT version_num FROM alembic_version')

  test('is one click away, with twelve revisions and a database that stands two behind', async () => {
    await page.getByRole('button', { name: 'Try the sample' }).click()
    await steps.revisionRow(page, /reviews get a moderation state.*database is here/).waitFor()
    await steps.untilState(page, '2 revisions behind')
    const folder = decodeURIComponent(new URL(page.url()).hash.split('/')[2] ?? '')
    file = path.join(folder, 'bookshop.db')
    expect(versions()).toEqual([CURRENT])
  })

  test('shows its history newest first, with the branch, the merge and what drops data', async () => {
    const rows = page.getByRole('listbox', { name: /^Revisions/ }).getByRole('option')
    expect(await rows.count()).toBe(12)
    const texts = (await rows.allInnerTexts()).map(text => text.replace(/\s+/g, ' '))
    expect(texts[0]).toContain('head')
    expect(texts.at(-1)).toContain('base')
    expect(texts.filter(text => text.includes('branch point'))).toHaveLength(1)
    await steps.revisionRow(page, /merge pricing and wishlists merge/).waitFor()
    await steps.revisionRow(page, /split customer names drops data/).click()
    await page.getByRole('note').filter({ hasText: 'Dropped values do not come back on downgrade.' }).waitFor()
    // It has a downgrade, so nothing says that there is no way back.
    expect(await page.getByRole('note').count()).toBe(1)
  })

  test('lets its SQL be copied', async () => {
    await page.getByRole('tab', { name: 'SQL' }).click()
    await page.getByRole('figure', { name: 'SQL' }).getByRole('button', { name: 'Copy' }).click()
    const search = page.getByRole('searchbox', { name: 'Search revisions and labels' })
    await search.focus()
    await page.keyboard.press('ControlOrMeta+V')
    expect(await search.inputValue()).toContain('ALTER TABLE')
    await search.fill('')
  })

  test('compares the model before the pending revisions have run, but lets no revision be written yet', async () => {
    await steps.goTo(page, 'Diff')
    await page
      .getByRole('note')
      .filter({ hasText: /2 revisions have not run yet.*Upgrade to head first/s })
      .waitFor()
    await page.getByRole('textbox', { name: 'Message of the revision' }).fill('too early')
    expect(await page.getByRole('button', { name: 'Create revision' }).isDisabled()).toBe(true)
  })

  test('warns of the pending revision that drops data, then runs both after a backup', async () => {
    await page.getByRole('button', { name: 'Upgrade to head…' }).click()
    const dialog = steps.runDialog(page)
    await dialog.getByRole('note').filter({ hasText: 'drops data. It comes back from a backup only.' }).waitFor()
    expect(await dialog.getByRole('list', { name: 'Plan of the run' }).getByText('drops data').count()).toBe(1)
    const backup = (await steps.run(page, UPGRADE)).replace('Backup taken before: ', '')
    expect(existsSync(backup)).toBe(true)
    await steps.closeRun(page)
    expect(versions()).not.toContain(CURRENT)
  })

  test('finds six changes in the model, those that lose data unticked', async () => {
    await steps.goTo(page, 'Diff')
    await page
      .getByRole('status')
      .filter({ hasText: /^\s*6 changes/ })
      .waitFor()
    const lines = page.getByRole('region', { name: 'Changes' }).getByRole('listitem')
    expect(await lines.count()).toBe(6)
    for (const line of await lines.all()) {
      const losesData = (await line.getByText('loses data', { exact: true }).count()) > 0
      expect(await line.getByRole('checkbox').isChecked(), await line.innerText()).toBe(!losesData)
    }
    expect(await lines.filter({ hasText: 'loses data' }).count()).toBeGreaterThan(0)
  })

  test('writes what is ticked as a revision, runs it, and takes it back', async () => {
    const before = versions()
    const revision = await steps.createRevision(page, 'what the model wants')
    await page.getByRole('button', { name: 'Upgrade…' }).click()
    await steps.run(page, UPGRADE)
    expect(versions()).toEqual([revision])
    await steps.runDialog(page).getByRole('button', { name: 'Undo this run…' }).click()
    await steps.run(page, DOWNGRADE)
    await steps.closeRun(page)
    expect(versions()).toEqual(before)
    await steps.untilState(page, '1 revision behind')
  })

  test('reported no error of its own', () => {
    expect(app.problems).toEqual([])
  })
})
