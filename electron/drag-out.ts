import { statSync } from 'node:fs'
import path from 'node:path'
import type { WebContents } from 'electron/main'

/** Hands a backup to the drag that the page has begun. Backups are told by the note that lies beside each. */
export function dragBackup(contents: WebContents, file: string, icon: string): void {
  const isBackup = path.isAbsolute(file) && isFile(file) && isFile(`${file}.json`)
  if (isBackup) contents.startDrag({ file, icon })
}

const isFile = (file: string): boolean => statSync(file, { throwIfNoEntry: false })?.isFile() ?? false
