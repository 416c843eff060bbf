import { ipcMain, MessageChannelMain, type BrowserWindow } from 'electron/main'
import type { EngineSupervisor } from '../core/hosts/engine-supervisor'
import { choosePath } from './dialogs'
import type { Secrets } from './secrets'
import { isOurPage } from './security'
import type { UtilityEngine } from './utility-engine'

export interface MessageTargets {
  readonly supervisor: EngineSupervisor<UtilityEngine>
  readonly secrets: Secrets
  readonly window: () => BrowserWindow | null
}

/** Answers what the preload sends; a message of any other page is refused. */
export function answerMessages({ supervisor, secrets, window }: MessageTargets): void {
  ipcMain.on('engine:connect', async ({ senderFrame }) => {
    if (!isOurPage(senderFrame)) return
    const engine = await supervisor.engine().catch(() => null)
    // The page may have been reloaded meanwhile; without a port it asks again by itself.
    if (engine === null || senderFrame.isDestroyed()) return
    const { port1, port2 } = new MessageChannelMain()
    engine.connect(port1)
    senderFrame.postMessage('engine:port', null, [port2])
  })
  ipcMain.on('engine:cancelling', ({ senderFrame }) => {
    if (isOurPage(senderFrame)) supervisor.cancelling()
  })

  const choose = (what: 'folder' | 'file') => (): Promise<string | null> => {
    const parent = window()
    return parent ? choosePath(parent, what) : Promise.resolve(null)
  }
  answer('dialog:folder', choose('folder'))
  answer('dialog:file', choose('file'))
  answer('secret:available', () => secrets.isAvailable())
  answer('secret:read', name => secrets.read(name))
  answer('secret:keep', (name, secret) => secrets.keep(name, secret))
  answer('secret:forget', name => secrets.forget(name))
}

function answer(channel: string, handler: (first: string, second: string) => unknown): void {
  ipcMain.handle(channel, ({ senderFrame }, first: unknown, second: unknown) => {
    if (!isOurPage(senderFrame)) throw new Error('refused')
    return handler(String(first), String(second))
  })
}
