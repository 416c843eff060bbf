import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

/** Where Electron can be run from, or why it cannot. */
export type ElectronBinary = { readonly path: string } | { readonly reason: string }

const FETCH_LIMIT_MS = 5000

/** Electron's program; fetched once, quietly, when the package came without it. */
export async function electronBinary(): Promise<ElectronBinary> {
  const found = installedElectron()
  if ('path' in found || found.fetchInto === undefined) return found
  return (await fetchBinary(found.fetchInto))
    ? installedElectron()
    : { reason: "Electron's program could not be fetched" }
}

/** The same without fetching anything. */
export function installedElectron(): ElectronBinary & { readonly fetchInto?: string } {
  const folder = packageFolder()
  if (folder === null) return { reason: 'Electron is not installed' }
  if (!hasDisplay()) return { reason: 'there is no display for a window' }
  // Chromium's sandbox, which the window insists on, does not start under root.
  if (process.getuid?.() === 0) return { reason: 'Electron does not run as root' }
  const program = programIn(folder)
  return program === null ? { reason: "Electron's program is not there", fetchInto: folder } : { path: program }
}

function packageFolder(): string | null {
  try {
    return path.dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  } catch {
    return null
  }
}

function programIn(folder: string): string | null {
  const named = path.join(folder, 'path.txt')
  if (!existsSync(named)) return null
  const program = path.join(folder, 'dist', readFileSync(named, 'utf8'))
  return existsSync(program) ? program : null
}

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true
  return Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])
}

function fetchBinary(folder: string): Promise<boolean> {
  if (process.env['ELECTRON_SKIP_BINARY_DOWNLOAD']) return Promise.resolve(false)
  return new Promise(resolve => {
    const child = spawn(process.execPath, [path.join(folder, 'install.js')], {
      stdio: 'ignore',
      timeout: FETCH_LIMIT_MS,
      killSignal: 'SIGKILL',
    })
    child.once('error', () => resolve(false))
    child.once('exit', code => resolve(code === 0))
  })
}
