import { app, nativeTheme, type BrowserWindow } from 'electron/main'
import { implement } from '@orpc/server'
import { shell } from '../core/contract/shell'
import { choosePath } from './dialogs'
import { dragBackup } from './drag-out'
import { setMenu } from './menu'
import type { RunWatch } from './run-watch'
import type { Secrets } from './secrets'
import type { ShellEvents } from './shell-events'
import type { Updates } from './updates'

/** What the window's own calls are answered from. */
export interface ShellParts {
  readonly window: () => BrowserWindow | null
  readonly events: ShellEvents
  readonly secrets: Secrets
  readonly runs: RunWatch
  readonly updates: Updates
  /** Drawn beside the pointer while a file is dragged out. */
  readonly dragIcon: string
  readonly cancelling: () => void
}

/** The answers to the window's contract; its parsers have already looked at every input. */
export function createShellServices(parts: ShellParts) {
  const { window, events } = parts
  const os = implement(shell)
  const choose = (what: 'folder' | 'file'): Promise<string | null> => {
    const parent = window()
    return parent ? choosePath(parent, what) : Promise.resolve(null)
  }
  return os.router({
    events: os.events.handler(({ signal }) => events.follow(signal ?? new AbortController().signal)),
    chooseFolder: os.chooseFolder.handler(() => choose('folder')),
    chooseFile: os.chooseFile.handler(() => choose('file')),
    secrets: secretsService(parts),
    showMenu: os.showMenu.handler(({ input }) => setMenu(input.sections, id => events.tell({ kind: 'command', id }))),
    useTheme: os.useTheme.handler(({ input }) => {
      nativeTheme.themeSource = input.theme
    }),
    projectOpened: os.projectOpened.handler(({ input }) => app.addRecentDocument(input.folder)),
    dragBackup: os.dragBackup.handler(({ input }) => {
      const shown = window()
      if (shown) dragBackup(shown.webContents, input.file, parts.dragIcon)
    }),
    runs: runsService(parts),
    updates: updatesService(parts),
  })
}

function secretsService({ secrets }: ShellParts) {
  const os = implement(shell.secrets)
  return os.router({
    storage: os.storage.handler(() => secrets.storage()),
    read: os.read.handler(({ input }) => secrets.read(input.name)),
    keep: os.keep.handler(({ input }) => secrets.keep(input.name, input.secret)),
    forget: os.forget.handler(({ input }) => secrets.forget(input.name)),
  })
}

function runsService({ runs, window, cancelling }: ShellParts) {
  const os = implement(shell.runs)
  return os.router({
    begun: os.begun.handler(({ input }) => runs.begun(input)),
    ended: os.ended.handler(({ input }) => runs.ended(window(), input)),
    cancelling: os.cancelling.handler(() => cancelling()),
  })
}

function updatesService({ updates }: ShellParts) {
  const os = implement(shell.updates)
  return os.router({
    feed: os.feed.handler(() => updates.feed()),
    useFeed: os.useFeed.handler(({ input }) => updates.useFeed(input.feed)),
    check: os.check.handler(() => updates.check()),
    download: os.download.handler(() => updates.download()),
    install: os.install.handler(() => updates.install()),
  })
}
