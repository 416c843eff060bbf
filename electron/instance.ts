import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { app } from 'electron/main'
import type { ShellEvent } from '../core/contract/shell'
import { userDataFolder } from '../core/hosts/user-data'
import { isArguments, openingIn, openingOfLink, openingOfPath, type Arguments } from './places'

/** What this instance was started with, but for Electron's own program and the app's folder. */
export function ownArguments(): Arguments {
  return { args: process.argv.slice(app.isPackaged ? 1 : 2), cwd: process.cwd() }
}

/** Puts the window's own files (page storage, the lock of the single instance) beside the others of this user. */
export function useOwnFolder(): string {
  const folder = userDataFolder()
  const own = path.join(folder, 'window')
  mkdirSync(own, { recursive: true })
  app.setPath('userData', own)
  return folder
}

/** Calls back with whatever the system asks to be opened, by a file, a link or a second start; null only brings it forward. */
export function onOpening(open: (opening: ShellEvent | null) => void): void {
  app.setAsDefaultProtocolClient('retort')
  app.on('second-instance', (...[, , , data]) => open(isArguments(data) ? openingIn(data) : null))
  app.on('open-file', (event, file) => {
    event.preventDefault()
    open(openingOfPath(file))
  })
  app.on('open-url', (event, link) => {
    event.preventDefault()
    open(openingOfLink(link))
  })
}
