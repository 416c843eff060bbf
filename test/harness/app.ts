import { _electron, type Page } from 'playwright-core'
import { startBrowserHost } from '../../core/hosts/browser-host'
import { installedElectron } from '../../core/hosts/electron-binary'
import { bundle } from './bundle'
import { launchChromium } from './chromium'
import { launchStandIn } from './electron-standin/launch'
import { inRepository, REPOSITORY } from './repository'
import { upToDateBuild } from './shared-parts'
import { createFolder, removeFolder } from './temporary-folder'

/** The ways in which the same page is served. */
export type Host = 'browser' | 'standin' | 'electron'

/** Electron itself, where this machine can run it. */
export const electron = installedElectron()

/** Every end-to-end spec runs over all of these. */
export const HOSTS: readonly Host[] = 'path' in electron ? ['browser', 'standin', 'electron'] : ['browser', 'standin']

export interface App {
  readonly page: Page
  /** What the page reported as an error: exceptions and lines of the console. */
  readonly problems: readonly string[]
  /** Ends the engine's process, as a crash would. */
  killEngine(): Promise<void>
  close(): Promise<void>
}

interface Running {
  readonly page: Page
  readonly enginePid: () => Promise<number | undefined>
  readonly close: () => Promise<void>
}

/** Starts the built app with a user's folder of its own. The stand-in can be launched once a process. */
export const launchApp = (host: Host): Promise<App> => launch(host, { browser: engineOf('core'), standin: null })

/** The same with an engine that answers other calls: those of `transport-router.ts`. */
export async function launchTransport(host: Host): Promise<App> {
  const folder = createFolder()
  const app = await launch(host, {
    browser: await bundle('test/harness/transport-engine.ts', folder),
    standin: await bundle('test/harness/transport-utility.ts', folder),
  })
  return { ...app, close: () => app.close().finally(() => removeFolder(folder)) }
}

/** The program that runs as the engine, for each host. */
interface Engines {
  readonly browser: string
  readonly standin: string | null
}

const engineOf = (part: string): string => inRepository('dist', part, 'engine.js')

async function launch(host: Host, engines: Engines): Promise<App> {
  await upToDateBuild()
  const userData = createFolder()
  process.env['RETORT_USER_DATA'] = userData
  const { page, enginePid, close } = await LAUNCHERS[host](engines)
  const problems: string[] = []
  page.on('pageerror', error => problems.push(String(error)))
  page.on('console', line => {
    if (line.type() === 'error') problems.push(line.text())
  })
  return {
    page,
    problems,
    async killEngine() {
      const pid = await enginePid()
      if (pid !== undefined) process.kill(pid, 'SIGKILL')
    },
    async close() {
      await close()
      removeFolder(userData)
    },
  }
}

const LAUNCHERS: Readonly<Record<Host, (engines: Engines) => Promise<Running>>> = {
  browser: ({ browser }) => launchBrowser(browser),
  standin: ({ standin }) => launchDesktop(standin),
  electron: () => launchElectron(),
}

async function launchBrowser(engineFile: string): Promise<Running> {
  const host = await startBrowserHost({ pageFolder: inRepository('dist', 'page'), engineFile })
  const browser = await launchChromium()
  const page = await browser.newPage({ viewport: { width: 1280, height: 840 } })
  await page.goto(host.url)
  return {
    page,
    enginePid: () => host.enginePid(),
    async close() {
      await browser.close()
      await host.close()
    },
  }
}

async function launchDesktop(utilityProgram: string | null): Promise<Running> {
  const { page, standin, close } = await launchStandIn({ utilityProgram })
  return { page, enginePid: async () => standin.utilities.at(-1)?.pid, close }
}

async function launchElectron(): Promise<Running> {
  if (!('path' in electron)) throw new Error(electron.reason)
  const app = await _electron.launch({ executablePath: electron.path, args: [REPOSITORY] })
  const engines = (): Promise<number | undefined> =>
    app.evaluate(main => main.app.getAppMetrics().find(({ name }) => name === 'Retort engine')?.pid)
  return { page: await app.firstWindow(), enginePid: engines, close: () => app.close() }
}
