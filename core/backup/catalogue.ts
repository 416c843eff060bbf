import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { BackupMethod, BackupOptions } from '../dialects/backup-method'
import type { DatabaseUrl } from '../dialects/database-url'
import { asRetortError, RetortError } from '../errors'

/** One backup file and what is known of it. */
export interface BackupRecord {
  readonly path: string
  readonly name: string
  readonly bytes: number
  readonly sha256: string
  /** ISO 8601, UTC. */
  readonly createdAt: string
  /** The database it was taken of, without a password. */
  readonly database: string
  /** Where the database stood. */
  readonly revisions: readonly string[]
  /** Why it was taken: "by hand", "before upgrade to 7c1f9a". */
  readonly reason: string
  readonly verifiedAt: string | null
}

export interface BackupRequest {
  readonly url: DatabaseUrl
  readonly method: BackupMethod
  readonly revisions: readonly string[]
  readonly reason: string
  readonly options?: BackupOptions
}

/** The backups of one project: a folder of files, each with a small JSON file beside it that says what it is. */
export class BackupCatalogue {
  readonly #directory: string
  readonly #keep: number

  /** `keep` is how many backups stay; older ones are removed when a new one is made. */
  constructor(directory: string, keep: number) {
    this.#directory = directory
    this.#keep = keep
  }

  /** All backups, newest first. */
  async list(): Promise<readonly BackupRecord[]> {
    const names = await readdir(this.#directory).catch(() => [])
    const notes = names.filter(name => name.endsWith('.json'))
    const records = await Promise.all(notes.map(name => this.#read(path.join(this.#directory, name))))
    return records
      .filter(record => record !== null)
      .sort((a, b) => b.createdAt.localeCompare(a.createdAt) || b.name.localeCompare(a.name))
  }

  /** Writes a backup, checks that it is whole, and only then removes those beyond `keep`. */
  async create({ url, method, revisions, reason, options = {} }: BackupRequest): Promise<BackupRecord> {
    const createdAt = new Date().toISOString()
    const file = await this.#freeName(url, createdAt, method.extension)
    const partial = `${file}.partial`
    try {
      await method.create(url, partial, options)
      const damage = await method.verify(partial)
      if (damage !== null) throw new RetortError('BACKUP_FAILED', `The backup just written is not whole: ${damage}`)
      await rename(partial, file)
    } catch (error) {
      await rm(partial, { force: true })
      throw backupFailure(error, url)
    }
    const { size } = await stat(file)
    const record: BackupRecord = {
      path: file,
      name: path.basename(file),
      bytes: size,
      sha256: await sha256Of(file),
      createdAt,
      database: url.shown,
      revisions,
      reason,
      verifiedAt: createdAt,
    }
    await this.#write(record)
    await this.#removeBeyondKeep(url)
    return record
  }

  /** Reads the whole file and compares it with what was written. */
  async verify(file: string, method: BackupMethod): Promise<BackupRecord> {
    const record = await this.find(file)
    if ((await sha256Of(record.path)) !== record.sha256) {
      throw new RetortError(
        'BACKUP_DAMAGED',
        `${record.name} is not the file that was written: its checksum differs.`,
        {
          hint: 'Use another backup; this one has been changed or damaged.',
          path: record.path,
        },
      )
    }
    const damage = await method.verify(record.path)
    if (damage !== null)
      throw new RetortError('BACKUP_DAMAGED', `${record.name} is damaged: ${damage}`, { path: record.path })
    const verified = { ...record, verifiedAt: new Date().toISOString() }
    await this.#write(verified)
    return verified
  }

  async remove(file: string): Promise<void> {
    const { path: found } = await this.find(file)
    await rm(found, { force: true })
    await rm(noteOf(found), { force: true })
  }

  /** The record of a backup of this catalogue, by its name or its path. */
  async find(file: string): Promise<BackupRecord> {
    const wanted = [path.resolve(this.#directory, file), path.resolve(file)]
    const record = (await this.list()).find(each => wanted.includes(each.path))
    if (record) return record
    throw new RetortError('BACKUP_FAILED', `There is no backup ${file}.`, {
      hint: 'List the backups of this project with `retort backups`.',
    })
  }

  async #freeName(url: DatabaseUrl, createdAt: string, extension: string): Promise<string> {
    await mkdir(this.#directory, { recursive: true })
    const stem = `${
      path
        .basename(url.database)
        .replace(/\.[^.]*$/, '')
        .replace(/[^\w.-]+/g, '-') || 'database'
    }`
    const stamp = createdAt
      .replace(/\.\d+Z$/, '')
      .replace(/[-:]/g, '')
      .replace('T', '-')
    const taken = new Set(await readdir(this.#directory))
    let name = `${stem}-${stamp}${extension}`
    for (let copy = 2; taken.has(name); copy += 1) name = `${stem}-${stamp}-${copy}${extension}`
    return path.join(this.#directory, name)
  }

  async #removeBeyondKeep(url: DatabaseUrl): Promise<void> {
    const automatic = (await this.list()).filter(record => record.reason !== BY_HAND && record.database === url.shown)
    for (const record of automatic.slice(this.#keep)) await this.remove(record.path)
  }

  async #read(note: string): Promise<BackupRecord | null> {
    try {
      const known = JSON.parse(await readFile(note, 'utf8')) as Omit<BackupRecord, 'path' | 'bytes'>
      const file = path.join(this.#directory, known.name)
      const { size } = await stat(file)
      return { ...known, path: file, bytes: size }
    } catch {
      return null // a note without its file, or a file that is no note: not a backup
    }
  }

  async #write({ path: file, bytes: _bytes, ...known }: BackupRecord): Promise<void> {
    await writeFile(noteOf(file), `${JSON.stringify(known, null, 2)}\n`)
  }
}

/** The reason of a backup that a person asked for; such a backup is never removed by itself. */
export const BY_HAND = 'by hand'

const noteOf = (file: string): string => `${file}.json`

export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

function backupFailure(error: unknown, url: DatabaseUrl): RetortError {
  const failure = asRetortError(error)
  if (failure.code !== 'INTERNAL') return failure
  return new RetortError('BACKUP_FAILED', `${url.shown} could not be backed up: ${failure.message}`, {
    hint: 'Nothing was changed. Check the free space and the rights of the backup folder.',
    cause: error,
  })
}
