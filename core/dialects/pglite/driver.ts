import { PGlite } from '@electric-sql/pglite'
import Database from 'better-sqlite3'
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { RetortError } from '../../errors'
import type { SqlValue } from '../../schema/sql-expression'
import type { ConnectOptions, Driver, Row, WriteConnection } from '../connection'
import type { DatabaseUrl } from '../database-url'
import { bind } from '../postgresql/binding'
import { shortVersion } from '../postgresql/connection'
import { statementFailure } from '../postgresql/failure'
import { asText, valueParsers } from '../postgresql/values'
import { MEMORY } from './url'

const LOCK_WAIT_MS = 5000
const LOCK_PAUSE_MS = 100

/** Data folders open in this process: a backup reads from the instance that is there. */
const openFolders = new Map<string, PGlite>()

/** An embedded PostgreSQL. A data folder has one opener at a time: a second one would lose commits in silence. */
export const pgliteDriver: Driver = {
  async connect(url: DatabaseUrl, options: ConnectOptions = {}): Promise<WriteConnection> {
    const isMemory = url.database === MEMORY || (options.missingIsEmpty === true && !existsSync(url.database))
    if (!isMemory && options.readOnly && !existsSync(url.database)) throw missingFolder(url)
    const lock = isMemory ? null : await lockFolder(url.database, options.signal)
    try {
      const database = await openInstance(isMemory ? {} : { dataDir: url.database })
      if (!isMemory) openFolders.set(url.database, database)
      const version = await database.query<{ version: string }>('SELECT version()')
      return new PgliteConnection({ database, url, options, lock, version: version.rows[0]?.version ?? '' })
    } catch (error) {
      lock?.release()
      throw openFailure(error, url)
    }
  },
}

/** Writes the data folder into one compressed archive. */
export async function dumpFolder(url: DatabaseUrl): Promise<Uint8Array> {
  const shared = openFolders.get(url.database)
  if (shared !== undefined) return bytesOf(await shared.dumpDataDir('gzip'))
  const lock = await lockFolder(url.database)
  try {
    const database = await openInstance({ dataDir: url.database })
    return await bytesOf(await database.dumpDataDir('gzip')).finally(() => database.close())
  } finally {
    lock.release()
  }
}

/** Unpacks an archive: into `dataDir`, or into memory to see that it opens. */
export async function loadArchive(archive: Uint8Array, dataDir?: string): Promise<void> {
  const loadDataDir = new Blob([Uint8Array.from(archive)])
  const database = await openInstance({ loadDataDir, ...(dataDir === undefined ? {} : { dataDir }) })
  await database.query('SELECT count(*) FROM pg_class').finally(() => database.close())
}

const bytesOf = async (file: Blob): Promise<Uint8Array> => new Uint8Array(await file.arrayBuffer())

/** Values come and go as they do with a server. */
async function openInstance(options: { dataDir?: string; loadDataDir?: Blob }): Promise<PGlite> {
  if (options.dataDir !== undefined) await mkdir(dirname(options.dataDir), { recursive: true })
  const database = await PGlite.create(options)
  for (const oid of Object.keys(database.parsers)) database.parsers[oid] = valueParsers[Number(oid)] ?? asText
  for (const oid of Object.keys(database.serializers)) database.serializers[oid] = parameterText
  return database
}

function parameterText(value: unknown): string {
  if (typeof value === 'boolean') return value ? 't' : 'f'
  return value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : String(value)
}

interface FolderLock {
  release(): void
}

/** Holds a small SQLite file beside the folder locked. The operating system frees it when the process ends, however it ends. */
export async function lockFolder(folder: string, signal?: AbortSignal): Promise<FolderLock> {
  await mkdir(dirname(folder), { recursive: true })
  const deadline = performance.now() + LOCK_WAIT_MS
  const file = new Database(`${folder}.lock`, { timeout: 0 })
  for (;;) {
    try {
      file.exec('BEGIN EXCLUSIVE')
      return { release: () => file.close() }
    } catch (error) {
      if (signal?.aborted || performance.now() >= deadline) {
        file.close()
        throw lockedFolder(folder, error)
      }
      await sleep(LOCK_PAUSE_MS)
    }
  }
}

const lockedFolder = (folder: string, cause: unknown): RetortError =>
  new RetortError('DATABASE_LOCKED', `The PGlite folder ${folder} is open in another program.`, {
    hint: 'Close it there (a pglite: folder has one opener at a time), then try again.',
    cause,
  })

const missingFolder = ({ database }: DatabaseUrl): RetortError =>
  new RetortError('CONNECTION_FAILED', `There is no PGlite folder ${database}.`, {
    hint: 'Correct the path in the URL, or run "retort upgrade" to create the database.',
    path: database,
  })

function openFailure(error: unknown, { database }: DatabaseUrl): RetortError {
  if (error instanceof RetortError) return error
  return new RetortError('CONNECTION_FAILED', `The PGlite folder ${database} cannot be opened.`, {
    hint: 'See that it is a data folder of the same PostgreSQL version, and that you may write to it.',
    cause: error,
  })
}

interface Opened {
  readonly database: PGlite
  readonly url: DatabaseUrl
  readonly options: ConnectOptions
  readonly lock: FolderLock | null
  readonly version: string
}

class PgliteConnection implements WriteConnection {
  readonly dialect = 'pglite'
  readonly url: DatabaseUrl
  readonly serverVersion: string
  #closing: Promise<void> | null = null

  constructor(private readonly opened: Opened) {
    this.url = opened.url
    this.serverVersion = `PGlite (${shortVersion(opened.version)})`
  }

  async query<R extends Row = Row>(sql: string, params: readonly SqlValue[] = []): Promise<readonly R[]> {
    return (await this.#send(sql, params)).flatMap(result => result.rows) as R[]
  }

  async execute(sql: string, params: readonly SqlValue[] = []): Promise<number> {
    return (await this.#send(sql, params)).reduce((sum, { rowCount }) => sum + (rowCount ?? 0), 0)
  }

  async script(sql: string): Promise<void> {
    await this.#send(sql, [])
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    const { database, url, lock } = this.opened
    openFolders.delete(url.database)
    await database.close().finally(() => lock?.release())
  }

  async #send(sql: string, params: readonly SqlValue[]) {
    const { database, options } = this.opened
    const { text, values } = params.length === 0 ? { text: sql, values: [] } : bind(sql, params)
    options.onStatement?.(sql)
    try {
      return params.length === 0 ? await database.exec(text) : [await database.query(text, [...values])]
    } catch (error) {
      throw statementFailure(error, sql)
    }
  }
}
