import type { PGlite } from '@electric-sql/pglite'
import Database from 'better-sqlite3'
import { existsSync, statSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import zlib from 'node:zlib'
import { RetortError } from '../../errors'
import type { SqlValue } from '../../schema/sql-expression'
import { EMPTY_CLUSTER } from '../built-files'
import type { ConnectOptions, Driver, Row, WriteConnection } from '../connection'
import type { DatabaseUrl } from '../database-url'
import { bind } from '../postgresql/binding'
import { shortVersion } from '../postgresql/connection'
import { statementFailure } from '../postgresql/failure'
import { asText, valueParsers } from '../postgresql/values'
import { KeptOpen, type Reusable } from './kept-open'
import { MEMORY } from './url'

const LOCK_WAIT_MS = 5000
const LOCK_PAUSE_MS = 50

/** A running PostgreSQL: in memory where `folder` is null. */
class Instance implements Reusable {
  constructor(
    readonly database: PGlite,
    readonly folder: string | null,
    private readonly lock: FolderLock | null,
  ) {}

  async reset(): Promise<void> {
    await this.database.exec('ROLLBACK')
    await this.database.exec('DISCARD ALL')
  }

  async close(): Promise<void> {
    if (this.folder !== null) openFolders.delete(this.folder)
    await this.database.close().finally(() => this.lock?.release())
  }
}

/** Data folders open in this process: a backup reads from the instance that is there. */
const openFolders = new Map<string, Instance>()
const keptOpen = new KeptOpen<Instance>()

/** An embedded PostgreSQL. A data folder has one user at a time: a second one would lose commits in silence. */
export const pgliteDriver: Driver = {
  async connect(url: DatabaseUrl, options: ConnectOptions = {}): Promise<WriteConnection> {
    const isMemory = url.database === MEMORY || (options.missingIsEmpty === true && !existsSync(url.database))
    if (!isMemory && options.readOnly && !existsSync(url.database)) throw missingFolder(url)
    if (!isMemory && isFile(url.database)) throw notAFolder(url)
    try {
      const instance = isMemory ? await openMemory() : await openFolder(url.database, options.signal)
      const version = await instance.database.query<{ version: string }>('SELECT version()')
      return new PgliteConnection({ instance, url, options, version: version.rows[0]?.version ?? '' })
    } catch (error) {
      throw openFailure(error, url)
    }
  },
  keepingOpen: work => keptOpen.during(work),
}

/** One that only readers have used so far, or a new one. */
const openMemory = async (): Promise<Instance> =>
  keptOpen.take(MEMORY) ?? new Instance(await openDatabase({}), null, null)

/** Waits for a while where the folder is in use, in this process or in another. */
async function openFolder(folder: string, signal?: AbortSignal): Promise<Instance> {
  const held = await waitFor(folder, () => keptOpen.take(folder), signal)
  if (held instanceof Instance) return held
  try {
    const instance = new Instance(await openDatabase({ dataDir: folder }), folder, held)
    openFolders.set(folder, instance)
    return instance
  } catch (error) {
    held.release()
    throw error
  }
}

/** Writes the data folder into one compressed archive. */
export async function dumpFolder({ database: folder }: DatabaseUrl): Promise<Uint8Array> {
  // Compressed by Node, lightly: in half the time, for a seventh more bytes.
  const dump = async ({ database }: Instance): Promise<Uint8Array> =>
    gzipped(await bytesOf(await database.dumpDataDir('none')), { level: zlib.constants.Z_BEST_SPEED })
  const shared = openFolders.get(folder)
  if (shared !== undefined) return dump(shared)
  const instance = await openFolder(folder)
  return dump(instance).finally(() => keptOpen.giveBack(folder, instance))
}

/** Unpacks an archive: into `dataDir`, or into memory to see that it opens. */
export async function loadArchive(archive: Uint8Array, dataDir?: string): Promise<void> {
  const loadDataDir = new Blob([Uint8Array.from(archive)])
  const database = await openDatabase({ loadDataDir, ...(dataDir === undefined ? {} : { dataDir }) })
  await database.query('SELECT count(*) FROM pg_class').finally(() => database.close())
}

const gzipped = promisify<Uint8Array, zlib.ZlibOptions, Uint8Array>(zlib.gzip)

const bytesOf = async (file: Blob): Promise<Uint8Array> => new Uint8Array(await file.arrayBuffer())

interface OpenOptions {
  readonly dataDir?: string
  readonly loadDataDir?: Blob
}

/** Values come and go as they do with a server. */
async function openDatabase(options: OpenOptions): Promise<PGlite> {
  if (options.dataDir !== undefined) await mkdir(dirname(options.dataDir), { recursive: true })
  // Imported only now: most commands never need it, and reading it takes a tenth of a second.
  const { PGlite: Postgres } = await import('@electric-sql/pglite')
  const database = await Postgres.create({ ...(await emptyCluster(options)), ...options })
  for (const oid of Object.keys(database.parsers)) database.parsers[oid] = valueParsers[Number(oid)] ?? asText
  for (const oid of Object.keys(database.serializers)) database.serializers[oid] = parameterText
  return database
}

/** Where there are no data yet: a cluster made beforehand, which takes a third of the time of making one. */
async function emptyCluster({ dataDir }: OpenOptions): Promise<OpenOptions> {
  if (dataDir !== undefined && existsSync(dataDir)) return {}
  const archive = await readFile(EMPTY_CLUSTER).catch(() => null)
  return archive === null ? {} : { loadDataDir: new Blob([archive]) }
}

function parameterText(value: unknown): string {
  if (typeof value === 'boolean') return value ? 't' : 'f'
  return value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : String(value)
}

interface FolderLock {
  release(): void
}

/** Locks a folder that is to be replaced as a whole: nobody has it open. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  await keptOpen.close(folder)
  return waitFor<FolderLock>(folder, () => null)
}

/**
 * What `instead` finds at last, or the lock of the folder: a small SQLite file beside it, held locked. The operating system
 * frees it when the process ends, however it ends.
 */
async function waitFor<T>(folder: string, instead: () => T | null, signal?: AbortSignal): Promise<T | FolderLock> {
  await mkdir(dirname(folder), { recursive: true })
  const deadline = performance.now() + LOCK_WAIT_MS
  const file = new Database(`${folder}.lock`, { timeout: 0 })
  for (;;) {
    const found = instead()
    if (found !== null) {
      file.close()
      return found
    }
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

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false

const notAFolder = ({ database }: DatabaseUrl): RetortError =>
  new RetortError('CONNECTION_FAILED', `${database} is a file, not a PGlite folder.`, {
    hint: 'Name the folder in the URL, or write sqlite: for a SQLite file.',
    path: database,
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
  readonly instance: Instance
  readonly url: DatabaseUrl
  readonly options: ConnectOptions
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
    const { instance, options } = this.opened
    // What was written in memory is gone with its writer.
    if (instance.folder === null && options.readOnly !== true) await instance.close()
    else await keptOpen.giveBack(instance.folder ?? MEMORY, instance)
  }

  async #send(sql: string, params: readonly SqlValue[]) {
    const { instance, options } = this.opened
    const { database } = instance
    const { text, values } = params.length === 0 ? { text: sql, values: [] } : bind(sql, params)
    options.onStatement?.(sql)
    try {
      return params.length === 0 ? await database.exec(text) : [await database.query(text, [...values])]
    } catch (error) {
      throw statementFailure(error, sql)
    }
  }
}
