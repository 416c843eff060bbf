import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { startBrowserHost } from './browser-host'
import { electronBinary, type ElectronBinary } from './electron-binary'
import { openAddress } from './open-address'

export interface StudioOptions {
  /** The folder of a project to open at once. */
  readonly project?: string
  /** Which window: Electron's, the browser's, or whatever the machine has. */
  readonly host?: 'electron' | 'browser'
  /** Of the browser host; default: any free one. */
  readonly port?: number
  /** Whether the browser is opened, or its address only printed. */
  readonly open?: boolean
  /** Aborted when the person wants to end it (Ctrl+C). */
  readonly signal: AbortSignal
  /** Says a line to the person. */
  readonly say: (line: string) => void
}

// Built, this module is one folder below `dist`, whether as an entry or as a chunk.
const APP = path.resolve(import.meta.dirname, '..', '..')

/** Opens the app and resolves with an exit code when it has been closed. */
export async function openStudio(options: StudioOptions): Promise<number> {
  if (options.host === 'browser') return runInBrowser(options, 'Retort runs in your browser')
  const electron = await electronBinary()
  if ('path' in electron) return runInElectron(electron.path, options)
  if (options.host === 'electron') options.say(`Retort cannot open its own window: ${reasonOf(electron)}.`)
  if (options.host === 'electron') return 2
  return runInBrowser(options, `Retort runs in your browser, because ${reasonOf(electron)}`)
}

const reasonOf = (binary: ElectronBinary): string => ('reason' in binary ? binary.reason : '')

function runInElectron(program: string, { project, signal, say }: StudioOptions): Promise<number> {
  const args = project === undefined ? [APP] : [APP, path.resolve(project)]
  const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'] })
  say('Retort opens in its own window.')
  signal.addEventListener('abort', () => child.kill())
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', code => resolve(code ?? 0))
  })
}

async function runInBrowser({ project, port, open, signal, say }: StudioOptions, why: string): Promise<number> {
  const host = await startBrowserHost({
    ...(project !== undefined && { project }),
    ...(port !== undefined && { port }),
  })
  say(`${why}: ${host.url}`)
  if (open !== false) openAddress(host.url)
  if (!signal.aborted) await once(signal, 'abort')
  await host.close()
  return 0
}
