import { BrowserWindow, session } from 'electron/main'
import { APP_ORIGIN, confine, denyPermissions, SAFE_PREFERENCES } from './security'

/** Opens the app's window, on a project where one is named. */
export function openWindow(preload: string, project: string | undefined): BrowserWindow {
  denyPermissions(session.defaultSession)
  const window = new BrowserWindow({
    width: 1280,
    height: 840,
    minWidth: 720,
    minHeight: 480,
    title: 'Retort',
    autoHideMenuBar: true,
    webPreferences: { ...SAFE_PREFERENCES, preload },
  })
  confine(window.webContents)
  const place = project === undefined ? '' : `#/project/${encodeURIComponent(project)}`
  void window.loadURL(`${APP_ORIGIN}/index.html${place}`)
  return window
}
