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

  test('opens on its home, in its own words', async () => {
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await page.title()).toContain('Retort')
    expect(await page.getByRole('button', { name: /try the sample/i }).isVisible()).toBe(true)
  })

  test('opens the sample project with its history, and says the truth about its database', async () => {
    await page.getByRole('button', { name: /try the sample/i }).click()
    await page.getByRole('option', { name: /loyalty points/ }).waitFor()
    await page
      .getByRole('status', { name: /state of the database/i })
      .filter({ hasText: '2 revisions behind' })
      .waitFor()
  })

  test('shows the project again after a reload', async () => {
    await page.reload()
    await page.getByRole('option', { name: /loyalty points/ }).waitFor()
  })

  test('goes on with a new engine when the engine has died', async () => {
    await app.killEngine()
    await page.getByRole('link', { name: /settings/i }).click()
    await page
      .getByText(/3\.\d+\.\d+/)
      .first()
      .waitFor()
    await page.getByRole('link', { name: /^history/i }).click()
    await page.getByRole('option', { name: /loyalty points/ }).waitFor()
  })

  test('reported no error of its own', () => {
    const expected = /ENGINE_GONE|WebSocket|ERR_|engine has (stopped|ended)/i
    expect(app.problems.filter(problem => !expected.test(problem))).toEqual([])
  })
})
