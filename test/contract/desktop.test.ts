import { once } from 'node:events'
import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Desktop } from '../../electron/preload'
import { launchStandIn, type StandIn } from '../harness/electron-standin/launch'
import { upToDateBuild } from '../harness/shared-parts'
import { createFolder, removeFolder } from '../harness/temporary-folder'

const userData = createFolder()
let app: StandIn
let page: Page

beforeAll(async () => {
  process.env['RETORT_USER_DATA'] = userData
  await upToDateBuild()
  app = await launchStandIn()
  page = app.page
})
afterAll(async () => {
  await app.close()
  removeFolder(userData)
})
beforeEach(() => {
  app.standin.storageBackend = 'gnome_libsecret'
})

const onDesktop = <Result, Given>(
  act: (desktop: Desktop, given: Given) => Promise<Result>,
  given: Given,
): Promise<Result> =>
  page.evaluate(
    ([source, value]) =>
      (0, eval)(`(${source})`)((window as unknown as { desktop: Desktop }).desktop, value) as Promise<Result>,
    [String(act), given] as const,
  )

test('the page is alone with what the preload hands over', async () => {
  const found = await page.evaluate(() => ({
    leaked: ['require', 'process', 'module', 'standinPost', 'standinReceive'].filter(name => name in window),
    isFrozen: Object.isFrozen((window as unknown as { desktop: object }).desktop),
  }))
  expect(found).toEqual({ leaked: [], isFrozen: true })
})

test('every process of the page is sandboxed, and every permission denied', () => {
  expect(app.electron.app.isSandboxed).toBe(true)
  const ask = app.standin.permissionHandlers
  expect([...ask.keys()].sort()).toEqual(['check', 'device', 'request'])
  const answers: boolean[] = []
  ask.get('request')?.(...([null, 'media', (granted: boolean) => answers.push(granted)] as never[]))
  answers.push(ask.get('check')?.() as boolean, ask.get('device')?.() as boolean)
  expect(answers).toEqual([false, false, false])
})

test('the window goes nowhere else and opens no other', async () => {
  const before = page.url()
  const [shown] = app.electron.BrowserWindow.getAllWindows()
  const asked = once(shown!.webContents, 'will-navigate')
  await page.evaluate(() => {
    location.href = 'https://example.com/'
  })
  expect((await asked)[1]).toBe('https://example.com/')
  const popup = page.waitForEvent('popup')
  await page.evaluate(() => void window.open('/index.html'))
  await popup
  await expect.poll(() => page.context().pages().length).toBe(1)
  expect(page.url()).toBe(before)
})

test('a chosen folder reaches the page, and so does thinking better of it', async () => {
  app.standin.dialogAnswers.push(
    { canceled: false, filePaths: ['/projects/shop'] },
    { canceled: true, filePaths: [] },
    { canceled: false, filePaths: ['/data/shop.db'] },
  )
  expect(await onDesktop(desktop => desktop.chooseFolder(), null)).toBe('/projects/shop')
  expect(await onDesktop(desktop => desktop.chooseFolder(), null)).toBeNull()
  expect(await onDesktop(desktop => desktop.chooseFile(), null)).toBe('/data/shop.db')
})

test('a password is kept sealed, for this user only, and can be forgotten', async () => {
  await onDesktop((desktop, secret) => desktop.keepSecret('shop', secret), 'hunter2')
  const file = path.join(userData, 'secrets.json')
  expect(readFileSync(file, 'utf8')).not.toContain('hunter2')
  expect(statSync(file).mode & 0o077).toBe(0)
  expect(await onDesktop(desktop => desktop.readSecret('shop'), null)).toBe('hunter2')
  await onDesktop(desktop => desktop.forgetSecret('shop'), null)
  expect(await onDesktop(desktop => desktop.readSecret('shop'), null)).toBeNull()
})

test('without a keychain nothing is written down', async () => {
  app.standin.storageBackend = 'basic_text'
  expect(await onDesktop(desktop => desktop.keepsSecrets(), null)).toBe(false)
  await onDesktop((desktop, secret) => desktop.keepSecret('open', secret), 'hunter2')
  app.standin.storageBackend = 'gnome_libsecret'
  expect(await onDesktop(desktop => desktop.readSecret('open'), null)).toBeNull()
})

test('a message from another page is refused', async () => {
  const event = { sender: null, ports: [], senderFrame: { origin: 'https://evil.example', isDestroyed: () => false } }
  const { ipcMain } = app.electron
  expect(await ipcMain.answer('secret:read', event, ['shop'])).toEqual({ error: expect.stringContaining('refused') })
  expect(await ipcMain.answer('dialog:folder', event, [])).toEqual({ error: expect.stringContaining('refused') })
})

test('the menu has what the system expects', () => {
  expect(app.standin.menu).toMatchObject({ template: expect.arrayContaining([{ role: 'editMenu' }]) })
})
