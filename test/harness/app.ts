import type { Page } from 'playwright-core'
import { startBrowserHost } from '../../core/hosts/browser-host'
import { bundle } from './bundle'
import { launchChromium } from './chromium'
import { launchStandIn } from './electron-standin/launch'
import { inRepository } from './repository'
import { upToDateBuild } from './shared-parts'
import { createFolder, removeFolder } from './temporary-folder'

/** The two ways in which the same page is served; every end-to-end spec runs over both. */
export const HOSTS = ['browser', 'standin'] as const
export type Host = (typeof HOSTS)[number]

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
  const { page, enginePid, close } =
    host === 'browser' ? await launchBrowser(engines.browser) : await launchDesktop(engines.standin)
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
  const { page, standin, close } = await launchStandIn(utilityProgram)
  return { page, enginePid: async () => standin.utilities.at(-1)?.pid, close }
}
