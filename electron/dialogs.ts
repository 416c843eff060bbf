import { dialog, type BrowserWindow } from 'electron/main'

/** The system's own dialog for one folder or one file; null when the person thinks better of it. */
export async function choosePath(window: BrowserWindow, what: 'folder' | 'file'): Promise<string | null> {
  const properties = what === 'folder' ? (['openDirectory', 'createDirectory'] as const) : (['openFile'] as const)
  const choice = await dialog.showOpenDialog(window, { properties: [...properties] })
  return choice.canceled ? null : (choice.filePaths[0] ?? null)
}
