import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchStandIn, type StandIn } from '../harness/electron-standin/launch'
import { inRepository, NODE } from '../harness/repository'
import { upToDateBuild } from '../harness/shared-parts'
import { createFolder, removeFolder } from '../harness/temporary-folder'

const folder = createFolder()
const userData = path.join(folder, 'user')
const project = path.join(folder, 'first project')
const other = path.join(folder, 'second')
const database = path.join(folder, 'shop.sqlite3')
let app: StandIn
let page: Page

beforeAll(async () => {
  process.env['RETORT_USER_DATA'] = userData
  await upToDateBuild()
  for (const place of [project, other]) execFileSync(NODE, [inRepository('dist', 'core', 'retort.js'), 'init', place])
  writeFileSync(database, '')
  mkdirSync(userData, { recursive: true })
  const bounds = { x: 40, y: 50, width: 900, height: 700 }
  writeFileSync(path.join(userData, 'window.json'), JSON.stringify({ bounds, isMaximized: true }))
  app = await launchStandIn({ args: [project] })
  page = app.page
})
afterAll(async () => {
  await app.close()
  removeFolder(folder)
})

interface Item {
  label?: string
  role?: string
  submenu?: { label: string; click(): void }[]
}
const menu = () => (app.standin.menu as { template: Item[] } | null)?.template ?? []
const find = (title: string) =>
  menu()
    .flatMap(({ submenu }) => submenu ?? [])
    .find(({ label }) => label === title)

const shown = () => app.electron.BrowserWindow.getAllWindows()[0]!
const untilProject = (name: string): Promise<void> =>
  page.getByRole('banner').getByText(name, { exact: true }).waitFor()
const preventable = () => {
  const event = { isPrevented: false, preventDefault: () => void (event.isPrevented = true) }
  return event
}
const secondStart = (...args: string[]): boolean =>
  app.electron.app.emit('second-instance', {}, [], '/', { args, cwd: folder })

test('a project named at the start is opened at once', () => untilProject('first project'))

test('the window is where it was left', () => {
  expect(shown().getNormalBounds()).toEqual({ x: 40, y: 50, width: 900, height: 700 })
  expect(shown().isMaximized()).toBe(true)
})

test('an opened project is among the recent documents of the system', async () => {
  await expect.poll(() => app.standin.recentDocuments).toContain(project)
})

test('the menu is made of the commands of the palette, and does what they do', async () => {
  await expect.poll(() => find('Go to Backups')).toBeTruthy()
  expect(menu().map(({ role, label }) => role ?? label)).toEqual(
    expect.arrayContaining(['File', 'editMenu', 'Go', 'viewMenu', 'windowMenu']),
  )
  find('Go to Backups')!.click()
  await page.getByRole('heading', { name: 'Backups', level: 1 }).waitFor()
  find('Theme: Dark')!.click()
  await expect.poll(() => app.electron.nativeTheme.themeSource).toBe('dark')
  find('Theme: As the system')!.click()
  await expect.poll(() => app.electron.nativeTheme.themeSource).toBe('system')
})

test('a second start brings the window forward and opens what it was given', async () => {
  shown().minimize()
  secondStart(path.basename(other))
  await untilProject('second')
  expect(shown().isMinimized()).toBe(false)
  expect(app.electron.BrowserWindow.getAllWindows()).toHaveLength(1)
})

test('a project and a database that the file manager opens arrive in the running window', async () => {
  const event = preventable()
  app.electron.app.emit('open-file', event, path.join(project, 'retort.config.ts'))
  expect(event.isPrevented).toBe(true)
  await untilProject('first project')
  app.electron.app.emit('open-file', preventable(), database)
  await page.getByRole('heading', { name: 'New project', level: 1 }).waitFor()
  expect(await page.getByRole('textbox', { name: 'Database file' }).inputValue()).toBe(database)
})

test('a link opens a project only when it is well-formed and the person says so', async () => {
  expect(app.standin.protocolsClaimed).toEqual(['retort'])
  const open = (link: string): boolean => app.electron.app.emit('open-url', preventable(), link)
  const named = encodeURIComponent(other)
  const before = page.url()
  for (const link of [
    `retort://run?project=${named}`,
    `retort://open?project=${named}&then=upgrade`,
    `retort://open/deeper?project=${named}`,
    `retort://user@open?project=${named}`,
    `retort://open?project=${named}#x`,
    'retort://open?project=..%2Fsecond',
    `retort://open?project=${encodeURIComponent('//server/share/second')}`,
    `retort://open?project=${encodeURIComponent(folder)}`,
    `https://open?project=${named}`,
    'retort:',
  ])
    open(link)
  // What is told after them has arrived: had one of them been heard, its question would be there.
  find('Theme: Dark')!.click()
  await expect.poll(() => app.electron.nativeTheme.themeSource).toBe('dark')
  expect(await page.getByRole('dialog').count()).toBe(0)
  open(`retort://open?project=${named}`)
  const question = page.getByRole('dialog', { name: 'Open the project that a link names?' })
  await question.getByText(other).waitFor()
  expect(page.url()).toBe(before)
  await question.getByRole('button', { name: 'Do not open it' }).click()
  await question.waitFor({ state: 'hidden' })
  expect(page.url()).toBe(before)
  secondStart(`retort://open?project=${named}`)
  await question.getByRole('button', { name: 'Open the project' }).click()
  await untilProject('second')
})

test('data of another instance that is not what one sends only brings the window forward', async () => {
  const before = page.url()
  for (const data of [null, 1, { args: 'x', cwd: folder }, { args: [1], cwd: folder }, { args: [project] }])
    app.electron.app.emit('second-instance', {}, [], '/', data)
  await page.getByRole('banner').waitFor()
  expect(page.url()).toBe(before)
})

test('an engine that dies is followed by another', async () => {
  const before = app.standin.utilities.at(-1)!.pid!
  process.kill(before, 'SIGKILL')
  await expect.poll(() => app.standin.utilities.at(-1)!.pid).not.toBe(before)
  await page.getByRole('link', { name: /^Settings/ }).click()
  await page.getByText(/of at most/).waitFor()
})

test('a page that crashes comes back where it was, with everything still to be had', async () => {
  shown().webContents.forcefullyCrashRenderer()
  await expect.poll(() => shown().webContents.page === page).toBe(false)
  page = shown().webContents.page!
  await untilProject('second')
  await page.getByText(/of at most/).waitFor()
  await page.getByText('Secret Service (libsecret)').waitFor()
})

test('where the window is is remembered when it closes', () => {
  shown().setBounds({ x: 5, y: 6, width: 1000, height: 800 })
  shown().mayClose()
  const saved = JSON.parse(readFileSync(path.join(userData, 'window.json'), 'utf8')) as { bounds: object }
  expect(saved.bounds).toEqual({ x: 5, y: 6, width: 1000, height: 800 })
})
