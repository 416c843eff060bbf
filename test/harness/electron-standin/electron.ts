/**
 * What the app imports as `electron/main`: plain Node with a real Chromium. Only what the app uses is here; any other
 * name is absent, so that using it fails at import or call. It never has a name that Electron lacks.
 */
export { app } from './app'
export { BrowserWindow } from './browser-window'
export { ipcMain } from './ipc-main'
export { dialog, Menu, nativeTheme, Notification, safeStorage, screen, session } from './machine'
export { MessageChannelMain } from './message-port'
export { protocol } from './protocol'
export { utilityProcess } from './utility-process'
