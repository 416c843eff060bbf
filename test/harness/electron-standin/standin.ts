import type { Page } from 'playwright-core'
import type { BrowserWindow } from './browser-window'
import type { UtilityProcess } from './utility-process'

/** For tests only: what a person, the desktop and the machine would decide. */
export const standin = {
  dialogAnswers: [] as { canceled: boolean; filePaths: string[] }[],
  storageBackend: 'gnome_libsecret' as 'gnome_libsecret' | 'basic_text',
  utilities: [] as UtilityProcess[],
  /** What a utility process loads first; set by the launcher. */
  utilityPreload: '',
  /** Another program for the utility process than the app names; `null`: the app's own. */
  utilityProgram: null as string | null,
  /** What permission handlers were set, by name. */
  permissionHandlers: new Map<string, (...args: never[]) => unknown>(),
  menu: null as object | null,
  pageOf: (window: BrowserWindow): Promise<Page> => window.webContents.opened.then(({ page }) => page),
}
