import { once } from 'node:events'
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { bundleForPage } from '../harness/bundle'
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
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.evaluate(await bundleForPage('test/harness/shell-probe.ts'))
  await page.evaluate(() => shellIsReady)
})
afterAll(async () => {
  await app.close()
  removeFolder(userData)
})
beforeEach(() => {
  app.standin.storageBackend = 'gnome_libsecret'
  app.standin.isKeychainLocked = false
})

test('the page is alone with the one function that the preload hands over', async () => {
  const found = await page.evaluate(() => {
    const { desktop } = window as unknown as { desktop: object }
    return {
      leaked: ['require', 'process', 'module', 'standinPost', 'standinReceive'].filter(name => name in window),
      isFrozen: Object.isFrozen(desktop),
      functions: Object.keys(desktop),
    }
  })
  expect(found).toEqual({ leaked: [], isFrozen: true, functions: ['connect'] })
})

test('every process of the page is sandboxed, isolated and without Node', () => {
  expect(app.electron.app.isSandboxed).toBe(true)
  expect(app.standin.preferences).toEqual([
    expect.objectContaining({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
    }),
  ])
})

test('every permission is denied', () => {
  const ask = app.standin.permissionHandlers
  expect([...ask.keys()].sort()).toEqual(['check', 'device', 'request'])
  const answers: boolean[] = []
  ask.get('request')?.(...([null, 'media', (granted: boolean) => answers.push(granted)] as never[]))
  answers.push(ask.get('check')?.() as boolean, ask.get('device')?.() as boolean)
  expect(answers).toEqual([false, false, false])
})

test('the window goes nowhere else', async () => {
  const before = page.url()
  const [shown] = app.electron.BrowserWindow.getAllWindows()
  const asked = once(shown!.webContents, 'will-navigate')
  await page.evaluate(() => {
    location.href = 'https://example.com/'
  })
  const [details] = (await asked) as [{ url: string; isPrevented: boolean }]
  expect(details.url).toBe('https://example.com/')
  await expect.poll(() => details.isPrevented).toBe(true)
  expect(page.url()).toBe(before)
})

test('the window opens no other', async () => {
  const popup = page.waitForEvent('popup')
  await page.evaluate(() => void window.open('/index.html'))
  await popup
  await expect.poll(() => page.context().pages().length).toBe(1)
})

test('no other page is put into the window by a tag', () => {
  const [shown] = app.electron.BrowserWindow.getAllWindows()
  let isPrevented = false
  shown!.webContents.emit('will-attach-webview', { preventDefault: () => (isPrevented = true) }, {}, {})
  expect(isPrevented).toBe(true)
})

test('the page comes with its policy, from its own folder, and from no other host', async () => {
  const got = await page.evaluate(async () => {
    const index = await fetch('index.html')
    const paths = ['..%2F..%2Fpackage.json', '%2e%2e/electron/main.js', '..%5cpackage.json', 'nothing.html']
    const others = await Promise.all(paths.map(async name => (await fetch(`assets/${name}`)).status))
    return { policy: index.headers.get('content-security-policy'), others }
  })
  expect(got.others).toEqual([404, 404, 404, 404])
  const policy = got.policy?.split('; ') ?? []
  expect(policy).toEqual(
    expect.arrayContaining([
      "default-src 'none'",
      "script-src 'self'",
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ]),
  )
  expect(policy.join(' ')).not.toMatch(/unsafe-eval|https?:/)
  const answer = await app.standin.ask('app://elsewhere/index.html')
  expect(answer.status).toBe(404)
})

test('a script that was put into the page does not run', async () => {
  const directive = await page.evaluate(
    () =>
      new Promise<string>(resolve => {
        const listen = (event: SecurityPolicyViolationEvent): void => resolve(event.effectiveDirective)
        document.addEventListener('securitypolicyviolation', listen, { once: true })
        const script = document.createElement('script')
        script.textContent = 'window.injected = true'
        document.body.append(script)
        setTimeout(() => resolve('it ran'), 2000)
      }),
  )
  expect(directive).toBe('script-src-elem')
})

test('a port is given to our page and to no other, and to the two peers there are', async () => {
  const { ipcMain } = app.electron
  const given: unknown[] = []
  const ask = (origin: string, peer: unknown): void => {
    const senderFrame = {
      origin,
      isDestroyed: () => false,
      postMessage: (_channel: string, to: unknown) => given.push(to),
    }
    ipcMain.emit('connect', { sender: null, ports: [], senderFrame }, peer)
  }
  for (const origin of ['https://evil.example', 'https://bundle.app.localhost', 'null', 'app://other'])
    for (const peer of ['shell', 'engine']) ask(origin, peer)
  for (const peer of ['constructor', '__proto__', '', undefined, 1]) ask('app://bundle', peer)
  ipcMain.emit('connect', { sender: null, ports: [], senderFrame: null }, 'shell')
  ask('app://bundle', 'shell')
  await expect.poll(() => given).toEqual(['shell'])
})

test('what the page sends is looked at before anything is done with it', async () => {
  const refused = await page.evaluate(async () => {
    const wrong = [
      () => shell.secrets.keep({ name: '', secret: 'x' }),
      () => shell.secrets.read({ name: 1 } as never),
      () => shell.useTheme({ theme: 'red' } as never),
      () => shell.updates.useFeed({ feed: 'http://example.com/' }),
      () => shell.updates.useFeed({ feed: 'file:///etc/passwd' }),
    ]
    return Promise.all(
      wrong.map(call =>
        call().then(
          () => 'done',
          (error: Error) => error.message,
        ),
      ),
    )
  })
  expect(refused).toEqual(refused.map(() => expect.stringContaining('validation failed')))
})

test('a chosen folder reaches the page, and so does thinking better of it', async () => {
  app.standin.dialogAnswers.push(
    { canceled: false, filePaths: ['/projects/shop'] },
    { canceled: true, filePaths: [] },
    { canceled: false, filePaths: ['/data/shop.db'] },
  )
  expect(await page.evaluate(() => shell.chooseFolder())).toBe('/projects/shop')
  expect(await page.evaluate(() => shell.chooseFolder())).toBeNull()
  expect(await page.evaluate(() => shell.chooseFile())).toBe('/data/shop.db')
})

test('a password is kept sealed, for this user only, and can be forgotten', async () => {
  expect(await page.evaluate(() => shell.secrets.keep({ name: 'shop', secret: 'hunter2' }))).toBe(true)
  const file = path.join(userData, 'secrets.json')
  expect(readFileSync(file, 'utf8')).not.toContain('hunter2')
  expect(statSync(file).mode & 0o077).toBe(0)
  expect(await page.evaluate(() => shell.secrets.read({ name: 'shop' }))).toBe('hunter2')
  await page.evaluate(() => shell.secrets.forget({ name: 'shop' }))
  expect(await page.evaluate(() => shell.secrets.read({ name: 'shop' }))).toBeNull()
})

test('without a keychain a password lasts as long as the app, and is not written down', async () => {
  app.standin.storageBackend = 'basic_text'
  expect(await page.evaluate(() => shell.secrets.storage())).toEqual({ backend: 'none', isLasting: false })
  expect(await page.evaluate(() => shell.secrets.keep({ name: 'open', secret: 'hunter3' }))).toBe(false)
  expect(await page.evaluate(() => shell.secrets.read({ name: 'open' }))).toBe('hunter3')
  const written = readFileSync(path.join(userData, 'secrets.json'), 'utf8')
  expect(written).not.toContain('open')
})

test('a locked keychain keeps nothing and fails nothing', async () => {
  await page.evaluate(() => shell.secrets.keep({ name: 'sealed', secret: 'hunter4' }))
  app.standin.isKeychainLocked = true
  expect(await page.evaluate(() => shell.secrets.keep({ name: 'locked', secret: 'hunter5' }))).toBe(false)
  expect(await page.evaluate(() => shell.secrets.read({ name: 'locked' }))).toBe('hunter5')
  expect(await page.evaluate(() => shell.secrets.read({ name: 'never' }))).toBeNull()
  expect(readFileSync(path.join(userData, 'secrets.json'), 'utf8')).not.toContain('locked')
})

test('only a backup can be dragged out of the window', async () => {
  const folder = path.join(userData, 'backups')
  mkdirSync(folder)
  const [backup, other] = [path.join(folder, 'shop.db'), path.join(folder, 'private.db')]
  for (const file of [backup, `${backup}.json`, other]) writeFileSync(file, '{}')
  await page.evaluate(file => shell.dragBackup({ file }), other)
  await page.evaluate(file => shell.dragBackup({ file }), path.join(folder, 'nothing.db'))
  await page.evaluate(file => shell.dragBackup({ file }), backup)
  expect(app.standin.dragged).toEqual([{ file: backup, icon: expect.stringMatching(/\.png$/) }])
})

const question = { message: 'A run is under way.', detail: 'It is taken back.', stay: 'Stay', quit: 'Quit' }

test('quitting while a run is under way asks first, and staying keeps the window', async () => {
  const asked = app.standin.messagesAsked
  await page.evaluate(given => shell.runs.begun(given), question)
  app.standin.messageAnswers.push(0)
  app.electron.app.quit()
  await expect.poll(() => asked.length).toBe(1)
  expect(asked[0]).toMatchObject({ message: question.message, buttons: ['Stay', 'Quit'], defaultId: 0, cancelId: 0 })
  expect(app.electron.app.isQuitting).toBe(false)
  app.standin.messageAnswers.push(0)
  app.electron.BrowserWindow.getAllWindows()[0]!.close()
  await expect.poll(() => asked.length).toBe(2)
  expect(await page.title()).toContain('Retort')
})

test('the end of a long run is told to those who look elsewhere, and only to them', async () => {
  const end = (tookMs: number): Promise<unknown> =>
    page.evaluate(ms => shell.runs.ended({ title: 'The run is done', body: 'shop', tookMs: ms }), tookMs)
  app.standin.isFocused = true
  await end(60_000)
  app.standin.isFocused = false
  await end(1000)
  expect(app.standin.notifications).toEqual([])
  await end(60_000)
  expect(app.standin.notifications).toEqual([{ title: 'The run is done', body: 'shop' }])
  app.standin.lastNotification?.emit('click')
  expect(app.standin.isFocused).toBe(true)
})

test('no server is asked for a new version until an address is set', async () => {
  expect(await page.evaluate(() => shell.updates.feed())).toBeNull()
  expect(await page.evaluate(() => shell.updates.check())).toEqual({ kind: 'off' })
  await page.evaluate(() => shell.updates.useFeed({ feed: 'https://updates.example/retort' }))
  expect(await page.evaluate(() => shell.updates.feed())).toBe('https://updates.example/retort')
  await page.evaluate(() => shell.updates.useFeed({ feed: null }))
  expect(await page.evaluate(() => shell.updates.check())).toEqual({ kind: 'off' })
})
