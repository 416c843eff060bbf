import Database from 'better-sqlite3'
import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { SqlValue } from '../../schema/sql-expression'
import type { ConnectOptions, Driver, Row, WriteConnection } from '../connection'
import type { DatabaseUrl } from '../database-url'
import { connectFailure, statementFailed } from './driver-failure'

/** How long a statement waits for another program. It stands still meanwhile, so what waits longer asks again by itself. */
const BUSY_TIMEOUT_MS = 2000

/** SQLite by way of better-sqlite3. A file that is missing is created only when asked for. */
export const sqliteDriver = {
  async connect(url: DatabaseUrl, options: ConnectOptions = {}): Promise<SqliteConnection> {
    options.signal?.throwIfAborted()
    return new SqliteConnection(openHandle(url, options), url, options)
  },
  keepingOpen: work => work(),
} satisfies Driver

function openHandle(url: DatabaseUrl, options: ConnectOptions): Database.Database {
  const inMemory = url.database === ':memory:' || readsAsEmpty(url, options)
  let handle: Database.Database | null = null
  if (options.readOnly && !inMemory) rollBackWhatWasLeft(url.database)
  try {
    handle = new Database(inMemory ? ':memory:' : url.database, {
      readonly: options.readOnly === true && !inMemory,
      fileMustExist: options.create !== true && !inMemory,
      timeout: BUSY_TIMEOUT_MS,
    })
    handle.pragma(`foreign_keys = ${options.foreignKeys === false ? 'OFF' : 'ON'}`)
    if (options.readOnly) handle.pragma('query_only = ON')
    // The file is read here for the first time: whether it is a database shows now.
    handle.pragma('schema_version')
    return handle
  } catch (error) {
    handle?.close()
    throw connectFailure(error, url)
  }
}

/**
 * A program that was ended inside a transaction leaves its journal behind. Only a connection that may write can roll it
 * back; for one that reads, the file could not be opened at all.
 */
function rollBackWhatWasLeft(file: string): void {
  if (!existsSync(`${file}-journal`)) return
  let handle: Database.Database | null = null
  try {
    handle = new Database(file, { fileMustExist: true, timeout: BUSY_TIMEOUT_MS })
    handle.pragma('schema_version')
  } catch {
    // Opening it to read says what is wrong.
  } finally {
    handle?.close()
  }
}

/** A missing file in a folder that is there: nothing has been written to it yet. */
const readsAsEmpty = ({ database }: DatabaseUrl, { missingIsEmpty }: ConnectOptions): boolean =>
  missingIsEmpty === true && !existsSync(database) && existsSync(dirname(database))

export class SqliteConnection implements WriteConnection {
  readonly dialect = 'sqlite'
  readonly serverVersion: string
  readonly #handle: Database.Database

  constructor(
    handle: Database.Database,
    readonly url: DatabaseUrl,
    private readonly options: ConnectOptions,
  ) {
    this.#handle = handle
    this.serverVersion = `SQLite ${String(handle.prepare('SELECT sqlite_version()').pluck().get())}`
  }

  async query<R extends Row = Row>(sql: string, params: readonly SqlValue[] = []): Promise<readonly R[]> {
    return this.#perform(sql, () => {
      const prepared = this.#handle.prepare(sql)
      if (prepared.reader) return this.#rows(prepared, params) as R[]
      prepared.run(...params.map(bound))
      return []
    })
  }

  async execute(sql: string, params: readonly SqlValue[] = []): Promise<number> {
    return this.#perform(sql, () => {
      const prepared = this.#handle.prepare(sql)
      if (!prepared.reader) return prepared.run(...params.map(bound)).changes
      prepared.all(...params.map(bound))
      return prepared.readonly ? 0 : Number(this.#handle.prepare('SELECT changes()').pluck().get())
    })
  }

  async script(sql: string): Promise<void> {
    this.#perform(sql, () => this.#handle.exec(sql))
  }

  async close(): Promise<void> {
    this.#handle.close()
  }

  /**
   * Copies the whole database into a file, in one consistent state, page by page. What the file held is replaced at the
   * end, in a transaction of its own. The number of pages; 0 may also mean that another program held one of the two.
   */
  async copyTo(file: string, onPages: (done: number, total: number) => void): Promise<number> {
    const { signal } = this.options
    const { totalPages } = await this.#handle.backup(file, {
      progress: ({ totalPages: total, remainingPages }) => {
        onPages(total - remainingPages, total)
        signal?.throwIfAborted()
        return PAGES_PER_STEP
      },
    })
    return totalPages
  }

  #rows(prepared: Database.Statement, params: readonly SqlValue[]): readonly Row[] {
    const names = prepared.columns().map(({ name }) => name)
    const rows = prepared
      .raw()
      .safeIntegers()
      .all(...params.map(bound)) as unknown[][]
    return rows.map(row => Object.fromEntries(row.map((value, position) => [names[position] ?? '', read(value)])))
  }

  #perform<Result>(sql: string, work: () => Result): Result {
    this.options.onStatement?.(sql)
    try {
      return work()
    } catch (error) {
      throw statementFailed(error, sql)
    }
  }
}

const PAGES_PER_STEP = 500

/** better-sqlite3 binds a number as REAL; an integer must arrive as one. */
function bound(value: SqlValue): null | string | number | bigint | Uint8Array {
  if (typeof value === 'boolean') return value ? 1n : 0n
  return typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : value
}

function read(value: unknown): SqlValue {
  if (typeof value === 'bigint') {
    return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value
  }
  if (value instanceof Uint8Array) return new Uint8Array(value)
  return value as SqlValue
}
