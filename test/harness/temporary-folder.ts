import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'

/** An empty folder of the running test's own; it is gone when the test has finished. */
export function temporaryFolder(): string {
  const folder = createFolder()
  onTestFinished(() => removeFolder(folder))
  return folder
}

/** The same for what outlives one test; the caller removes it. */
export function createFolder(): string {
  return realpathSync(mkdtempSync(path.join(tmpdir(), 'retort-')))
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}
