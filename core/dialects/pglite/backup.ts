import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { RetortError } from '../../errors'
import type { BackupMethod } from '../backup-method'
import type { DatabaseUrl } from '../database-url'
import { dumpFolder, loadArchive, lockFolder } from './driver'
import { MEMORY } from './url'

/** Backups as an archive of the data folder. A restore unpacks beside the folder, then swaps the two by renaming. */
export const pgliteBackup: BackupMethod = {
  extension: '.tar.gz',

  async create(url: DatabaseUrl, file: string): Promise<void> {
    refuseMemory(url)
    await writeFile(file, await dumpFolder(url), { flag: 'wx' })
  },

  async verify(file: string): Promise<string | null> {
    try {
      await loadArchive(await readFile(file))
      return null
    } catch (error) {
      return `The backup cannot be opened: ${firstLine(error)}`
    }
  },

  async restore(file: string, url: DatabaseUrl): Promise<void> {
    refuseMemory(url)
    const folder = url.database
    const [fresh, old] = [`${folder}.restored`, `${folder}.replaced`]
    const lock = await lockFolder(folder)
    try {
      await remove(fresh)
      await loadArchive(await readFile(file), fresh)
      await swap(folder, fresh, old)
    } catch (error) {
      throw new RetortError('BACKUP_FAILED', `The restore failed, nothing is changed: ${firstLine(error)}`, {
        hint: 'See that the backup is whole and that the disk has room for a second copy of the database.',
        path: file,
        cause: error,
      })
    } finally {
      await remove(fresh)
      lock.release()
    }
  },
}

async function swap(folder: string, fresh: string, old: string): Promise<void> {
  await remove(old)
  if (existsSync(folder)) await rename(folder, old)
  try {
    await rename(fresh, folder)
  } catch (error) {
    if (existsSync(old)) await rename(old, folder)
    throw error
  }
  await remove(old)
}

const remove = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true })

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''

function refuseMemory({ database }: DatabaseUrl): void {
  if (database === MEMORY)
    throw new RetortError('BACKUP_FAILED', 'A database in memory has no backup.', {
      hint: 'Use a folder: pglite:data-folder.',
    })
}
