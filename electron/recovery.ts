import { dialog, type WebContents } from 'electron/main'

const TRIES = 3
const WITHIN_MS = 60_000

/** Brings a page back whose process has ended. One that ends again and again is not tried for ever. */
export function recover(contents: WebContents): void {
  let ends: readonly number[] = []
  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    const now = performance.now()
    ends = [...ends.filter(moment => now - moment < WITHIN_MS), now]
    process.stderr.write(`The window's process has ended (${reason}).\n`)
    if (ends.length <= TRIES) return contents.reload()
    dialog.showErrorBox('Retort', `The window could not be brought back (${reason}). Close Retort and start it again.`)
  })
}
