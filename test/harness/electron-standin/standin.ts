import type { EventEmitter } from 'node:events'
import type { Page } from 'playwright-core'
import type { BrowserWindow } from './browser-window'
import type { UtilityProcess } from './utility-process'

/** For tests only: what a person, the desktop and the machine would decide. */
export const standin = {
  dialogAnswers: [] as { canceled: boolean; filePaths: string[] }[],
  /** The buttons that will be pressed, and what was asked. */
  messageAnswers: [] as number[],
  messagesAsked: [] as { message: string; buttons?: string[] }[],
  /** Whether this is the first instance of the app on the machine. */
  isFirstInstance: true,
  /** Whether the person looks at the window. */
  isFocused: true,
  notifications: [] as { title: string; body: string }[],
  lastNotification: null as EventEmitter | null,
  recentDocuments: [] as string[],
  protocolsClaimed: [] as string[],
  dragged: [] as { file: string; icon: string }[],
  display: { x: 0, y: 0, width: 1920, height: 1040 },
  windows: new Set<BrowserWindow>(),
  isKeychainLocked: false,
  storageBackend: 'gnome_libsecret' as 'gnome_libsecret' | 'basic_text',
  utilities: [] as UtilityProcess[],
  /** What a utility process loads first; set by the launcher. */
  utilityPreload: '',
  /** Another program for the utility process than the app names; `null`: the app's own. */
  utilityProgram: null as string | null,
  /** What every window was made with. */
  preferences: [] as object[],
  /** Asks the app's own protocol, as any frame could. */
  ask: (_url: string): Promise<Response> => Promise.reject(new Error('no protocol is handled')),
  /** What permission handlers were set, by name. */
  permissionHandlers: new Map<string, (...args: never[]) => unknown>(),
  menu: null as object | null,
  pageOf: (window: BrowserWindow): Promise<Page> => window.webContents.opened.then(({ page }) => page),
}
