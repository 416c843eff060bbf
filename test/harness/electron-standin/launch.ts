import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createRequire, registerHooks } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { bundle } from '../bundle'
import { inRepository, REPOSITORY } from '../repository'
import { createFolder, removeFolder } from '../temporary-folder'
import * as electron from './electron'
import { standin } from './standin'

export interface StandIn {
  readonly page: Page
  readonly standin: typeof standin
  readonly electron: typeof electron
  close(): Promise<void>
}

/** What else a start may bring: arguments of the command line, and another build than this repository's. */
export interface StartOptions {
  readonly utilityProgram?: string | null
  readonly args?: readonly string[]
  readonly dist?: string
}

const NAMES = /^electron(\/main)?$/
const ADDRESS = 'standin:electron'
let isLaunched = false

/** Runs the built app, unchanged, against the stand-in (its engine too, unless another is given). Once a process, as Electron itself would. */
export async function launchStandIn(options: StartOptions = {}): Promise<StandIn> {
  const folder = await startStandIn(options)
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
      // Whatever is still under way, a test that ends quits all the same.
      standin.messageAnswers = [1]
      const quit = once(app, 'quit')
      app.quit()
      await quit
      removeFolder(folder)
    },
  }
}

/** Begins as Electron does, and answers the folder of this start's own files. */
export async function startStandIn({ utilityProgram = null, args = [], dist }: StartOptions = {}): Promise<string> {
  if (isLaunched) throw new Error('The app runs once in a process; put what needs another in another file.')
  isLaunched = true
  const folder = createFolder()
  standin.utilityProgram = utilityProgram
  standin.utilityPreload = pathToFileURL(await bundle('test/harness/electron-standin/utility.ts', folder)).href
  provideElectron()
  process.argv = [process.execPath, REPOSITORY, ...args]
  setImmediate(() => void electron.app.start())
  await importUnchanged(
    path.join(dist ?? process.env['RETORT_TEST_DIST'] ?? inRepository('dist'), 'electron', 'main.js'),
    folder,
  )
  return folder
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
