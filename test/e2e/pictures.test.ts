import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { startBrowserHost } from '../../core/hosts/browser-host'
import { launchChromium } from '../harness/chromium'
import { inRepository } from '../harness/repository'
import { requires } from '../harness/requirement'
import { upToDateBuild } from '../harness/shared-parts'
import { removeFolder } from '../harness/temporary-folder'
import * as steps from './steps'
import { UPGRADE } from './steps'

const isWanted = process.env['RETORT_PICTURES'] === '1'

/** The pictures of the README, drawn anew only when asked for: `RETORT_PICTURES=1 npm run test:e2e -- pictures`. */
describe('the pictures of the documentation', () => {
  requires(isWanted ? { value: null } : { missing: 'The pictures in docs/ are drawn with RETORT_PICTURES=1' })

  // Its name is seen in the pictures.
  const userData = path.join(tmpdir(), 'retort')
  let page: Page
  let close = async (): Promise<void> => undefined

  beforeAll(async () => {
    if (!isWanted) return
    await upToDateBuild()
    removeFolder(userData)
    mkdirSync(inRepository('docs'), { recursive: true })
    process.env['RETORT_USER_DATA'] = userData
    const host = await startBrowserHost({
      pageFolder: inRepository('dist', 'page'),
      engineFile: inRepository('dist', 'core', 'engine.js'),
    })
    const browser = await launchChromium()
    page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' })
    await page.goto(host.url)
    close = async () => {
      await browser.close()
      await host.close()
      removeFolder(userData)
    }
  })
  afterAll(() => close())
  steps.tellPageOnFailure(() => page)

  async function draw(name: string): Promise<void> {
    await page.evaluate(() => document.fonts.ready)
    await page.screenshot({ path: inRepository('docs', `${name}.png`), animations: 'disabled', caret: 'hide' })
  }

  test('show the history in both themes', async () => {
    await page.getByRole('button', { name: 'Try the sample' }).click()
    await steps.revisionRow(page, /split customer names.*drops data/).click()
    await page.getByRole('note').filter({ hasText: 'Dropped values' }).waitFor()
    await draw('history-light')
    await page.emulateMedia({ colorScheme: 'dark' })
    await draw('history-dark')
    await page.emulateMedia({ colorScheme: 'light' })
  })

  test('show the plan of a run', async () => {
    await page.getByRole('button', { name: 'Upgrade to head…' }).click()
    await steps.runDialog(page).getByRole('list', { name: 'Plan of the run' }).waitFor()
    await draw('run-light')
    await steps.run(page, UPGRADE)
    await steps.closeRun(page)
  })

  test('show what the model and the database differ in', async () => {
    await steps.goTo(page, 'Diff')
    await page.getByRole('figure', { name: 'Upgrade' }).waitFor()
    await page.getByRole('textbox', { name: 'Message of the revision' }).fill('exact totals, a currency per order')
    await draw('diff-light')
  })

  test('show a revision in the editor', async () => {
    await steps.goTo(page, 'Editor')
    await page.getByRole('link', { name: /split customer names/ }).click()
    await page.getByRole('textbox', { name: 'Body of upgrade' }).waitFor()
    await page.getByRole('figure', { name: 'Upgrade SQL' }).filter({ hasText: 'UPDATE' }).waitFor()
    await page.getByRole('status').filter({ hasText: 'No problems found.' }).waitFor()
    await draw('editor-light')
  })

  test('show the home screen', async () => {
    await page.getByRole('link', { name: 'Retort: all projects' }).click()
    await page.getByRole('button', { name: /bookshop.*opened/ }).waitFor()
    await draw('home-light')
  })
})
