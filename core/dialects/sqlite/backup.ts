import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { asRetortError, RetortError } from '../../errors'
import type { BackupMethod, BackupOptions } from '../backup-method'
import type { ReadConnection } from '../connection'
import type { DatabaseUrl } from '../database-url'
import { isDamaged, isLocked, lockedFailure } from './driver-failure'
import { quoteName } from './ddl-parser'
import { sqliteDriver, type SqliteConnection } from './driver'

const WAIT_MS = 5000
const POLL_MS = 50

/** Copies by SQLite's online backup: other programs may go on reading and writing meanwhile. */
export const sqliteBackup: BackupMethod = { extension: '.db', create, verify, restore }

async function create(url: DatabaseUrl, file: string, options: BackupOptions = {}): Promise<void> {
  refuseMemory(url)
  if (existsSync(file)) {
    throw new RetortError('BACKUP_FAILED', `There is a file ${file} already.`, {
      hint: 'Choose another name.',
      path: file,
    })
  }
  // A copy that breaks off must never be taken for a backup, so it gets its name at the end.
  const partial = `${file}.partial`
  try {
    await using(await sqliteDriver.connect(url, { ...options, create: false }), async source => {
      const pages = await pragma(source, 'page_count')
      await patiently(source, partial, { ...options, isDone: async copied => copied > 0 || pages === 0 })
    })
    await standAlone(partial)
    await rename(partial, file)
  } catch (error) {
    await removeDatabase(partial)
    throw failure(error, file)
  }
}

async function verify(file: string): Promise<string | null> {
  if (!existsSync(file)) return 'The file is missing.'
  try {
    return await using(await sqliteDriver.connect(fileUrl(file), { readOnly: true }), faultIn)
  } catch (error) {
    return asRetortError(error).message
  }
}

/** A collation that only the program knows that wrote the file stops the check as a whole: then it goes table by table. */
async function faultIn(connection: ReadConnection): Promise<string | null> {
  try {
    return await checked(connection, '5')
  } catch (error) {
    if (isDamaged(error)) throw error
  }
  const tables = await connection.query<{ name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'table'`)
  for (const { name } of tables) {
    const fault = await checked(connection, quoteName(name)).catch(passUnlessDamaged)
    if (fault !== null) return fault
  }
  return null
}

async function checked(connection: ReadConnection, what: string): Promise<string | null> {
  const rows = await connection.query(`PRAGMA integrity_check(${what})`)
  const faults = rows.map(row => String(Object.values(row)[0])).filter(fault => fault !== 'ok')
  return faults.length === 0 ? null : faults.join('; ')
}

function passUnlessDamaged(error: unknown): null {
  if (isDamaged(error)) throw error
  return null
}

async function restore(file: string, url: DatabaseUrl, options: BackupOptions = {}): Promise<void> {
  refuseMemory(url)
  const fault = await verify(file)
  if (fault !== null) {
    throw new RetortError('BACKUP_DAMAGED', `${file} is damaged: ${fault}`, {
      hint: 'Restore another backup; the database is as it was.',
      path: file,
    })
  }
  try {
    await using(await sqliteDriver.connect(fileUrl(file), { ...options, readOnly: true }), source =>
      replace(source, url.database, options),
    )
  } catch (error) {
    throw failure(error, url.database)
  }
}

/** Other programs that have the file open see the restored state with their next transaction. */
async function replace(source: SqliteConnection, target: string, options: BackupOptions): Promise<void> {
  const before = await targetState(source, target)
  if (before === 'no database') return replaceFile(source, target, options)
  const isDone = async (): Promise<boolean> => {
    const state = await targetState(source, target)
    return state !== 'no database' && state.schemaVersion !== before.schemaVersion
  }
  await patiently(source, target, { ...options, isDone })
}

/** The target is missing or damaged: nobody can be using it, so it is put in place as a file. */
async function replaceFile(source: SqliteConnection, target: string, options: BackupOptions): Promise<void> {
  const partial = `${target}.partial`
  try {
    await patiently(source, partial, { ...options, isDone: async copied => copied > 0 })
    await standAlone(partial)
    await removeDatabase(target)
    await rename(partial, target)
  } catch (error) {
    await removeDatabase(partial)
    throw error
  }
}

interface TargetState {
  /** The copy counts it up as it commits, so it tells whether the copy arrived. */
  readonly schemaVersion: number
}

async function targetState(source: SqliteConnection, target: string): Promise<TargetState | 'no database'> {
  if (!existsSync(target)) return 'no database'
  try {
    return await using(await sqliteDriver.connect(fileUrl(target)), async connection => {
      await alignPages(source, connection)
      return { schemaVersion: await pragma(connection, 'schema_version') }
    })
  } catch (error) {
    if (isDamaged(error)) return 'no database'
    throw error
  }
}

/** A database in WAL mode cannot change the size of its pages; one without can. */
async function alignPages(source: SqliteConnection, target: SqliteConnection): Promise<void> {
  if ((await pragma(source, 'page_size')) === (await pragma(target, 'page_size'))) return
  await target.query('PRAGMA journal_mode = DELETE')
}

interface CopyOptions extends BackupOptions {
  /** Asked when SQLite says that it is through: it says so too when another program was in the way. */
  readonly isDone: (pages: number) => Promise<boolean>
}

/** Copies, and begins again while another program holds one of the two files. */
async function patiently(source: SqliteConnection, file: string, { onProgress, isDone }: CopyOptions): Promise<void> {
  const deadline = stopwatch()
  for (;;) {
    let last = -1
    const pages = await attempt(() =>
      source.copyTo(file, (done, total) => {
        if (done !== last) deadline.restart()
        last = done
        deadline.check(file)
        onProgress?.(done, total)
      }),
    )
    if (pages !== null && (await isDone(pages))) return
    deadline.check(file)
    await delay(POLL_MS)
  }
}

/** Null where another program was in the way. */
async function attempt(copy: () => Promise<number>): Promise<number | null> {
  try {
    return await copy()
  } catch (error) {
    if (isLocked(error)) return null
    throw error
  }
}

function stopwatch() {
  let started = performance.now()
  return {
    restart: () => {
      started = performance.now()
    },
    check: (path: string) => {
      if (performance.now() - started > WAIT_MS) throw lockedFailure(null, path)
    },
  }
}

/** A copy of a database in WAL mode would want files beside it; a backup is one file. */
const standAlone = async (file: string): Promise<void> =>
  using(await sqliteDriver.connect(fileUrl(file)), async connection => {
    await connection.query('PRAGMA journal_mode = DELETE')
  })

async function removeDatabase(file: string): Promise<void> {
  for (const suffix of ['', '-journal', '-wal', '-shm']) await rm(file + suffix, { force: true })
}

async function using<Result>(
  connection: SqliteConnection,
  work: (connection: SqliteConnection) => Promise<Result>,
): Promise<Result> {
  try {
    return await work(connection)
  } finally {
    await connection.close()
  }
}

async function pragma(connection: ReadConnection, name: string): Promise<number> {
  const [row] = await connection.query(`PRAGMA ${name}`)
  return Number(Object.values(row ?? {})[0] ?? 0)
}

const fileUrl = (file: string): DatabaseUrl => ({
  dialect: 'sqlite',
  text: `sqlite:${file}`,
  shown: `sqlite:${file}`,
  database: file,
})

function refuseMemory({ database }: DatabaseUrl): void {
  if (database !== ':memory:') return
  throw new RetortError('BACKUP_FAILED', 'A database in memory has no backups.', {
    hint: 'Use a database file: sqlite:app.db.',
  })
}

function failure(error: unknown, path: string): RetortError {
  if (error instanceof RetortError) return error
  const { code, message } = asRetortError(error)
  if (code === 'CANCELLED') return asRetortError(error)
  return new RetortError('BACKUP_FAILED', `${path} could not be written: ${message}.`, {
    hint: 'Check that the folder is there, that you may write to it, and that the disk has room.',
    path,
    cause: error,
  })
}
