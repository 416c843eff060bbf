import { watch } from 'chokidar'
import type { Settings } from '../config/settings'
import { EventChannel } from './event-channel'

interface Change {
  readonly changed: 'files' | 'database'
}

/** Changes closer together than this are one, in milliseconds. */
const QUIET = 150

/** Watches a project's own files and, where it is a file, its database. */
export class ProjectWatcher {
  readonly #settings: Settings

  constructor(settings: Settings) {
    this.#settings = settings
  }

  async *changes(signal: AbortSignal): AsyncGenerator<Change, void> {
    const channel = new EventChannel<Change>()
    const { url, configFile, model, versionLocations } = this.#settings
    const database =
      url.dialect === 'sqlite' && url.database !== ':memory:' ? [url.database, `${url.database}-wal`] : []
    const files = watch([configFile, ...model.filter(isPlainPath), ...versionLocations], {
      ignoreInitial: true,
      depth: 2,
    })
    const data = watch(database, { ignoreInitial: true })
    const tell = (changed: Change['changed']) => gathered(() => channel.push({ changed }))
    files.on('all', tell('files'))
    data.on('all', tell('database'))
    signal.addEventListener('abort', () => channel.end({ changed: 'files' }), { once: true })
    try {
      for await (const change of channel) {
        if (signal.aborted) return
        yield change
      }
    } finally {
      await Promise.all([files.close(), data.close()])
    }
  }
}

const isPlainPath = (file: string): boolean => !/[*?{}[\]]/.test(file)

function gathered(act: () => void): () => void {
  let timer: NodeJS.Timeout | undefined
  return () => {
    clearTimeout(timer)
    timer = setTimeout(act, QUIET)
  }
}
