import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

/** Where Electron can be run from, or why it cannot. */
export type ElectronBinary = { readonly path: string } | { readonly reason: string }

const FETCH_LIMIT_MS = 5000

/** Electron's program; fetched once, quietly, when the package came without it. */
export async function electronBinary(): Promise<ElectronBinary> {
  const folder = packageFolder()
  if (folder !== null && programIn(folder) === null) {
    const obstacle = obstacleToWindows()
    if (obstacle !== null) return { reason: obstacle }
    if (!(await fetchBinary(folder))) return { reason: "Electron's program could not be fetched" }
  }
  return installedElectron()
}

/** The same without fetching anything. */
export function installedElectron(): ElectronBinary {
  const folder = packageFolder()
  if (folder === null) return { reason: 'Electron is not installed' }
  const program = programIn(folder)
  if (program === null) return { reason: "Electron's program is not there" }
  const obstacle = obstacleToWindows()
  return obstacle === null ? { path: program } : { reason: obstacle }
}

/** Why no window could be opened here, whatever is installed. */
function obstacleToWindows(): string | null {
  const hasDisplay = process.platform !== 'linux' || (process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])
  if (!hasDisplay) return 'there is no display for a window'
  // Chromium's sandbox, which the window insists on, does not start under root.
  return process.getuid?.() === 0 ? 'Electron does not run as root' : null
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
