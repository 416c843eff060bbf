import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createRequire, registerHooks } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { bundle } from '../bundle'
import { inRepository } from '../repository'
import { createFolder, removeFolder } from '../temporary-folder'
import * as electron from './electron'
import { standin } from './standin'

export interface StandIn {
  readonly page: Page
  readonly standin: typeof standin
  readonly electron: typeof electron
  close(): Promise<void>
}

const NAMES = /^electron(\/main)?$/
const ADDRESS = 'standin:electron'
let isLaunched = false

/** Runs the built app, unchanged, against the stand-in (its engine too, unless another is given). Once a process, as Electron itself would. */
export async function launchStandIn(utilityProgram: string | null = null): Promise<StandIn> {
  if (isLaunched) throw new Error('The app runs once in a process; put what needs another in another file.')
  isLaunched = true
  const folder = createFolder()
  standin.utilityProgram = utilityProgram
  standin.utilityPreload = pathToFileURL(await bundle('test/harness/electron-standin/utility.ts', folder)).href
  provideElectron()
  setImmediate(() => void electron.app.start())
  await importUnchanged(inRepository('dist', 'electron', 'main.js'), folder)

  const { app, BrowserWindow } = electron
  await app.whenReady()
  while (BrowserWindow.getAllWindows().length === 0) await new Promise(resolve => setImmediate(resolve))
  const [window] = BrowserWindow.getAllWindows()
  const page = await standin.pageOf(window!)
  await page.waitForURL(/^https:/)
  return {
    page,
    standin,
    electron,
    async close() {
      const quit = once(app, 'quit')
      app.quit()
      await quit
      removeFolder(folder)
    },
  }
}

/** `electron/main` becomes a module that hands out the names of this process's stand-in. */
function provideElectron(): void {
  const shared = Symbol.for(ADDRESS)
  Object.assign(globalThis, { [shared]: electron })
  const names = Object.keys(electron).join(', ')
  const source = `export const { ${names} } = globalThis[Symbol.for('${ADDRESS}')]`
  registerHooks({
    resolve: (specifier, context, next) =>
      NAMES.test(specifier) ? { url: ADDRESS, format: 'module', shortCircuit: true } : next(specifier, context),
    load: (url, context, next) =>
      url === ADDRESS ? { source, format: 'module', shortCircuit: true } : next(url, context),
  })
}

/** Node's own import, which leaves the compiled files as they are; the one in this file belongs to Vitest. */
function importUnchanged(file: string, folder: string): Promise<unknown> {
  const importer = path.join(folder, 'import.mjs')
  writeFileSync(importer, 'export const load = address => import(address)')
  const { load } = createRequire(import.meta.url)(importer) as { load: (address: string) => Promise<unknown> }
  return load(pathToFileURL(file).href)
}
