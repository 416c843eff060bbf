import type { Locator, Page } from 'playwright-core'
import { beforeEach, expect } from 'vitest'

// What a person does in the app. Everything is found by its role and its name.

export type Section = 'History' | 'Diff' | 'Editor' | 'Backups' | 'Runs' | 'Connection' | 'Settings'

/** Goes to a section by the rail. */
export async function goTo(page: Page, section: Section): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Sections' })
    .getByRole('link', { name: new RegExp(`^${section}`) })
    .click()
}

/** Waits until the pill in the top bar says so. */
export async function untilState(page: Page, words: string | RegExp): Promise<void> {
  await page.getByRole('status', { name: 'State of the database' }).filter({ hasText: words }).waitFor()
}

/** The row of a revision in History. */
export const revisionRow = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('listbox', { name: /^Revisions/ }).getByRole('option', { name })

export const alert = (page: Page | Locator, words: string | RegExp): Locator =>
  page.getByRole('alert').filter({ hasText: words })

/** Starts from the home screen; what the project's database is, is filled in by `fillIn`. */
export async function newProject(page: Page, folder: string, fillIn: () => Promise<void>): Promise<void> {
  await page.getByRole('link', { name: 'Retort: all projects' }).click()
  await page.getByRole('button', { name: 'New project' }).click()
  await page.getByRole('textbox', { name: 'Project folder' }).fill(folder)
  await fillIn()
  await page.getByRole('radio', { name: 'TypeScript' }).check()
  await page.getByRole('button', { name: 'Create project' }).click()
  await page.getByRole('heading', { name: 'No revisions yet' }).waitFor()
}

/** Opens a project's folder by the address, as a bookmark would. */
export async function openProject(page: Page, folder: string, section: Section = 'History'): Promise<void> {
  await page.evaluate(
    hash => (location.hash = hash),
    `#/project/${encodeURIComponent(folder)}/${section.toLowerCase()}`,
  )
}

/** The line of one change in Diff. */
export const changeBox = (page: Page, words: RegExp): Locator =>
  page.getByRole('region', { name: 'Changes' }).getByRole('checkbox', { name: words })

/** Writes what is ticked in Diff as a revision, and waits for the offer that follows. */
export async function createRevision(page: Page, message: string): Promise<string> {
  await page.getByRole('textbox', { name: 'Message of the revision' }).fill(message)
  await page.getByRole('button', { name: 'Create revision' }).click()
  const heading = page.getByRole('heading', { name: /^Revision \w+ is written$/ })
  return (await heading.innerText()).split(' ')[1] ?? ''
}

export const runDialog = (page: Page): Locator => page.getByRole('dialog', { name: /^(Upgrade|Downgrade) to / })

export interface RunWords {
  readonly start: 'Start upgrade' | 'Start downgrade'
  readonly done: RegExp
}

export const UPGRADE: RunWords = { start: 'Start upgrade', done: /Upgraded\./ }
export const DOWNGRADE: RunWords = { start: 'Start downgrade', done: /Downgraded\./ }

/** A busy machine takes its time; the test's own limit is above it. */
const LONGEST_RUN_MS = 110_000

/** From an open plan, with its backup ticked, to the result; answers what the result says of the backup. */
export async function run(page: Page, { start, done }: RunWords): Promise<string> {
  const dialog = runDialog(page)
  expect(await dialog.getByRole('checkbox', { name: 'Back up first' }).isChecked()).toBe(true)
  await dialog.getByRole('button', { name: start }).click()
  await dialog.getByRole('status').filter({ hasText: done }).waitFor({ timeout: LONGEST_RUN_MS })
  return dialog.getByText(/backup/i).innerText()
}

export async function closeRun(page: Page): Promise<void> {
  const dialog = runDialog(page)
  // The cross in the corner has the same name as the button below.
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await dialog.waitFor({ state: 'hidden' })
}

/** Types a line at the end of one body of the revision that is open in the editor. */
export async function typeAtEnd(page: Page, body: 'upgrade' | 'downgrade', line: string): Promise<void> {
  const editor = page.getByRole('textbox', { name: `Body of ${body}` })
  await editor.focus()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.press('Enter')
  await page.keyboard.insertText(line)
}

/** A failed wait says only what it waited for: the page, as it would be read aloud, says what is there instead. */
export function tellPageOnFailure(pageOf: () => Page): void {
  beforeEach(({ onTestFailed }) => {
    onTestFailed(async () => console.log(await pageOf().locator('body').ariaSnapshot()))
  })
}
