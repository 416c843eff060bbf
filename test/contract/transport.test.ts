import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { HOSTS, launchTransport, type App } from '../harness/app'
import { bundleForPage } from '../harness/bundle'

// Electron runs its own engine only, so these calls are not to be had there.
describe.each(HOSTS.filter(host => host !== 'electron'))('calls of the page in the %s host', host => {
  let app: App
  let page: Page
  let program: string

  beforeAll(async () => {
    program = await bundleForPage('test/harness/page-probe.ts')
    app = await launchTransport(host)
    page = app.page
  })
  afterAll(() => app.close())
  beforeEach(async () => {
    await page.reload()
    await page.evaluate(program)
    await page.evaluate(() => probe.connect())
  })

  const state = (): Promise<{ ended: boolean; ticks: number[]; outcome: string }> => page.evaluate(() => probe.state)
  const seen = (): Promise<{ running: number; aborted: number }> => page.evaluate(() => probe.client().seen())
  const pid = (): Promise<number> => page.evaluate(() => probe.client().pid())

  test('are answered by another process than the one that shows the window', async () => {
    expect(await pid()).not.toBe(process.pid)
  })

  test('carry long texts and bytes whole', async () => {
    const text = 'Ёж✓'.repeat(100_000)
    const sizes = await page.evaluate(async long => {
      const { text } = await probe.client().echo({ text: long })
      const blob = await probe.client().bytes({ size: 300_000 })
      return {
        isSame: text === long,
        bytes: new Uint8Array(await blob.arrayBuffer()).filter(byte => byte === 7).length,
      }
    }, text)
    expect(sizes).toEqual({ isSame: true, bytes: 300_000 })
  })

  test('an abort in the page stops the work in the engine', async () => {
    const before = await seen()
    await page.evaluate(() => probe.count())
    await expect.poll(async () => (await state()).ticks.length).toBeGreaterThan(3)
    await page.evaluate(() => probe.stop.abort())
    await expect.poll(async () => (await state()).outcome).toBe('aborted')
    await expect.poll(seen).toEqual({ running: 0, aborted: before.aborted + 1 })
    const { ticks } = await state()
    expect(ticks).toEqual(ticks.map((_tick, index) => index + 1))
  })

  test('a reload of the page stops its work in the engine', async () => {
    await page.evaluate(() => probe.count())
    await expect.poll(async () => (await seen()).running).toBe(1)
    await page.reload()
    await page.evaluate(program)
    await page.evaluate(() => probe.connect())
    await expect.poll(async () => (await seen()).running).toBe(0)
  })

  test('when the engine is killed its page is told, and a new engine answers', async () => {
    const first = await pid()
    await page.evaluate(() => probe.count())
    await expect.poll(async () => (await state()).ticks.length).toBeGreaterThan(0)
    await app.killEngine()
    await expect.poll(async () => (await state()).ended).toBe(true)
    await page.evaluate(() => probe.connect())
    expect(await pid()).not.toBe(first)
  })

  test('a cancel ends an engine that is deep in a statement', async () => {
    // Announced again and again: the first may come before the statement has begun.
    const cancelAndLook = (): Promise<boolean> =>
      page.evaluate(async () => {
        await probe.cancelling()
        return probe.state.ended
      })
    await page.evaluate(
      () =>
        void probe
          .client()
          .block({ forMs: 60_000 })
          .catch(() => undefined),
    )
    await expect.poll(cancelAndLook, { timeout: 20_000 }).toBe(true)
  })

  test('the page is confined: no script from elsewhere, no other origin, no other window', async () => {
    const directive = await page.evaluate(
      () =>
        new Promise<string>(resolve => {
          document.addEventListener('securitypolicyviolation', event => resolve(event.effectiveDirective), {
            once: true,
          })
          const script = document.createElement('script')
          script.textContent = 'window.injected = true'
          document.body.append(script)
        }),
    )
    expect(directive).toBe('script-src-elem')
    const elsewhere = await page.evaluate(() =>
      fetch('https://example.com/').then(
        () => 'reached',
        () => 'refused',
      ),
    )
    expect(elsewhere).toBe('refused')
    expect(await page.evaluate(() => ['require', 'process', 'standinPost'].filter(name => name in window))).toEqual([])
  })
})
