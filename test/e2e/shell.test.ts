import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { HOSTS, launchApp, type App } from '../harness/app'

describe.each(HOSTS)('the app in the %s host', host => {
  let app: App
  let page: Page

  beforeAll(async () => {
    app = await launchApp(host)
    page = app.page
  })
  afterAll(() => app.close())

  test('opens on its home', async () => {
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await page.title()).toContain('Retort')
  })
})
