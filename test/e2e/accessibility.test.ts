import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchApp, type App } from '../harness/app'
import * as steps from './steps'
import { UPGRADE, type Section } from './steps'

let app: App
let page: Page
const asked = new Set<string>()

beforeAll(async () => {
  app = await launchApp('browser')
  page = app.page
  page.on('request', request => asked.add(new URL(request.url()).origin))
})
afterAll(() => app.close())
steps.tellPageOnFailure(() => page)

/** Violations that keep people out, as `rule: the elements`. */
async function violations(): Promise<readonly string[]> {
  // There are no frames to look into, and no second page to do it from.
  const { violations: found } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  const grave = found.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  return grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

const heading = (name: string | RegExp): Promise<void> => page.getByRole('heading', { name }).first().waitFor()

const section =
  (name: Section, isReady: () => Promise<void>): (() => Promise<void>) =>
  async () => {
    await steps.goTo(page, name)
    await isReady()
  }

/** Every view, and what is opened from it. */
const VIEWS: Readonly<Record<string, () => Promise<void>>> = {
  History: section('History', () => steps.revisionRow(page, /loyalty points/).waitFor()),
  'a revision that drops data': async () => {
    await steps.revisionRow(page, /split customer names/).click()
    await page.getByRole('note').filter({ hasText: 'Dropped values' }).waitFor()
  },
  'the SQL of a revision': () => page.getByRole('tab', { name: 'SQL' }).click(),
  'the source of a revision': () => page.getByRole('tab', { name: 'Source' }).click(),
  'the dialog for a new revision': async () => {
    await page.getByRole('button', { name: 'New revision' }).click()
    await page.getByRole('dialog', { name: 'New revision' }).waitFor()
  },
  'the plan of a run': async () => {
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Upgrade to head…' }).click()
    await steps.runDialog(page).getByRole('list', { name: 'Plan of the run' }).waitFor()
  },
  Diff: async () => {
    await page.keyboard.press('Escape')
    await steps.goTo(page, 'Diff')
    await steps
      .changeBox(page, /Include/)
      .first()
      .waitFor()
    await page.getByRole('figure', { name: 'Upgrade' }).waitFor()
  },
  'the list of the editor': section('Editor', () => heading('Which revision?')),
  'the editor': async () => {
    await page.getByRole('link', { name: /loyalty points/ }).click()
    await page.getByRole('textbox', { name: 'Body of upgrade' }).waitFor()
    await page.getByRole('figure', { name: 'Upgrade SQL' }).waitFor()
  },
  'Backups without one': section('Backups', () => heading('No backups yet')),
  Runs: section('Runs', () => heading('Runs')),
  Connection: section('Connection', () => heading('Connection')),
  Settings: section('Settings', () => page.getByText('Engine process').waitFor()),
  'the palette': async () => {
    await page.keyboard.press('ControlOrMeta+K')
    await page.getByRole('combobox', { name: 'What do you want to do?' }).waitFor()
  },
  Home: async () => {
    await page.keyboard.press('Escape')
    await page.getByRole('link', { name: 'Retort: all projects' }).click()
    await page
      .getByRole('button', { name: /bookshop/ })
      .first()
      .waitFor()
  },
  'New project': async () => {
    await page.getByRole('button', { name: 'New project' }).click()
    await heading('New project')
    await page.getByRole('radio', { name: 'PostgreSQL', exact: true }).check()
  },
}

/** What has the focus, by which keys go there. */
const hasFocus = (target: Locator): Promise<boolean> => target.evaluate(element => element === document.activeElement)

async function command(words: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+K')
  const palette = page.getByRole('combobox', { name: 'What do you want to do?' })
  await expect.poll(() => hasFocus(palette)).toBe(true)
  await page.keyboard.type(words)
  await page.keyboard.press('Enter')
}

async function useTheme(theme: 'Light' | 'Dark'): Promise<void> {
  await command(`Theme: ${theme}`)
  await page.waitForFunction(name => document.documentElement.dataset['theme'] === name, theme.toLowerCase())
}

async function openSample(): Promise<void> {
  await page.getByRole('link', { name: 'Retort: all projects' }).click()
  await page.getByRole('button', { name: 'Try the sample' }).click()
  await steps.untilState(page, '2 revisions behind')
}

describe.each(['Light', 'Dark'] as const)('in the %s theme nothing keeps people out of', theme => {
  test('the sample opens in it', async () => {
    await openSample()
    await useTheme(theme)
  })

  test.each(Object.keys(VIEWS))('%s', async view => {
    await VIEWS[view]?.()
    expect(await violations()).toEqual([])
  })
})

/** Presses Tab until the element has the focus, as somebody without a mouse must. */
async function tabTo(target: Locator): Promise<void> {
  await target.waitFor()
  for (let presses = 0; presses < 80; presses += 1) {
    if (await hasFocus(target)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Not to be reached by Tab: ${String(target)}`)
}

async function pressOn(target: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabTo(target)
  await page.keyboard.press(key)
}

describe('by keyboard alone', () => {
  const dialog = (): Locator => steps.runDialog(page)

  async function runIt(): Promise<void> {
    await pressOn(dialog().getByRole('button', { name: UPGRADE.start }))
    await dialog().getByRole('status').filter({ hasText: UPGRADE.done }).waitFor()
    await page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'hidden' })
  }

  test('the sample can be opened, upgraded, compared, and given a revision that runs', async () => {
    await page.reload()
    await command('All projects')
    await pressOn(page.getByRole('button', { name: 'Try the sample' }))
    await tabTo(page.getByRole('listbox', { name: /^Revisions/ }))
    await page.keyboard.press('Home')
    await page.getByRole('region', { name: 'Details of the revision' }).getByText('e20d91c5f78b').waitFor()
    await command('Upgrade to head')
    await runIt()
    await command('Go to Diff')
    const box = steps.changeBox(page, /Include/).first()
    await box.waitFor()
    const wasTicked = await box.isChecked()
    await pressOn(box, 'Space')
    expect(await box.isChecked()).toBe(!wasTicked)
    await tabTo(page.getByRole('textbox', { name: 'Message of the revision' }))
    await page.keyboard.type('typed and not clicked')
    await page.keyboard.press('ControlOrMeta+Enter')
    await pressOn(page.getByRole('button', { name: 'Upgrade…' }))
    await runIt()
    await steps.untilState(page, /^drifted/)
  })
})

test('the page has asked nobody but its own host', () => {
  expect([...asked].filter(origin => origin !== new URL(page.url()).origin)).toEqual([])
})
