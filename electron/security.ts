import type { Session, WebContents, WebFrameMain, WebPreferences } from 'electron/main'

/** Every switch that keeps the page in its place, in one file. */

export const APP_SCHEME = 'app'
export const APP_HOST = 'bundle'

/** The only address that a window shows, and the only one whose messages are heard. */
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`

export const SAFE_PREFERENCES = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  webviewTag: false,
  navigateOnDragDrop: false,
} as const satisfies WebPreferences

/** No camera, no clipboard reading, no notifications: the page needs none of what a permission gives. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, grant) => grant(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
}

/** No other page in this window, and no other window. */
export function confine(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-navigate', event => {
    if (!isOurAddress(event.url)) event.preventDefault()
  })
  contents.on('will-attach-webview', event => event.preventDefault())
}

/** Whether a message comes from our page and not from something that got into its window. */
export function isOurPage(frame: WebFrameMain | null): frame is WebFrameMain {
  return frame !== null && frame.origin === APP_ORIGIN
}

function isOurAddress(address: string): boolean {
  const { protocol, host } = new URL(address)
  return protocol === `${APP_SCHEME}:` && host === APP_HOST
}
