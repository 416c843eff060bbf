import { BrowserWindow, nativeTheme, session } from 'electron/main'
import type { ShellEvent } from '../core/contract/shell'
import { recover } from './recovery'
import type { RunWatch } from './run-watch'
import { APP_ORIGIN, confine, denyPermissions, SAFE_PREFERENCES } from './security'
import type { WindowState } from './window-state'

export interface WindowOptions {
  readonly preload: string
  readonly state: WindowState
  readonly runs: RunWatch
  /** A project to begin with. */
  readonly opening: ShellEvent | null
}

/** As the page paints itself, so that nothing flashes before it does. */
const GROUND = { light: '#f6f4f1', dark: '#171513' }

/** Opens the app's window. */
export function openWindow({ preload, state, runs, opening }: WindowOptions): BrowserWindow {
  denyPermissions(session.defaultSession)
  const window = new BrowserWindow({
    ...state.bounds(),
    minWidth: 720,
    minHeight: 480,
    title: 'Retort',
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light,
    webPreferences: { ...SAFE_PREFERENCES, preload },
  })
  confine(window.webContents)
  recover(window.webContents)
  runs.guard(window)
  state.follow(window)
  void window.loadURL(`${APP_ORIGIN}/index.html${hashOf(opening)}`)
  return window
}

/** What is known before the page is loaded is in its address, so that no other view is shown first. */
function hashOf(opening: ShellEvent | null): string {
  if (opening?.kind !== 'open' || !opening.isTrusted) return ''
  const { place } = opening
  return place.kind === 'project'
    ? `#/project/${encodeURIComponent(place.folder)}`
    : `#/new/${encodeURIComponent(place.file)}`
}

/** Brings it before whatever else is on the screen. */
export function bringForward(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
