import path from 'node:path'
import type { AppUpdater } from 'electron-updater'
import type { UpdateState } from '../core/contract/shell'
import { JsonFile } from './json-file'

/** New versions: nothing is asked of any server until a feed is set, and nothing is loaded or installed unasked. */
export class Updates {
  readonly #file: JsonFile<{ readonly feed: string | null }>

  constructor(folder: string) {
    this.#file = new JsonFile<{ readonly feed: string | null }>(path.join(folder, 'updates.json'), { feed: null })
  }

  feed(): string | null {
    return this.#file.read().feed
  }

  useFeed(feed: string | null): void {
    this.#file.write({ feed })
  }

  async check(): Promise<UpdateState> {
    const updater = await this.#updater()
    if (updater === null) return { kind: 'off' }
    const found = await updater.checkForUpdates()
    if (found === null) return { kind: 'unsupported' }
    return found.isUpdateAvailable ? { kind: 'found', version: found.updateInfo.version } : { kind: 'current' }
  }

  async download(): Promise<void> {
    await (await this.#updater())?.downloadUpdate()
  }

  async install(): Promise<void> {
    const updater = await this.#updater()
    updater?.quitAndInstall()
  }

  async #updater(): Promise<AppUpdater | null> {
    const feed = this.feed()
    if (feed === null) return null
    const { default: updates } = await import('electron-updater')
    const { autoUpdater } = updates
    autoUpdater.autoDownload = false
    autoUpdater.autoInstallOnAppQuit = false
    autoUpdater.allowDowngrade = false
    autoUpdater.setFeedURL({ provider: 'generic', url: feed })
    return autoUpdater
  }
}
