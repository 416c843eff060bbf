import path from 'node:path'
import { onTestFinished } from 'vitest'
import type { Row, WriteConnection } from '../../core/dialects/connection'
import type { RevisionWork, RunEvent, SessionOptions, Performer } from '../../core/dialects/session'
import { quoteName } from '../../core/dialects/sqlite/ddl-parser'
import { sqliteDriver } from '../../core/dialects/sqlite/driver'
import { openSession } from '../../core/dialects/sqlite/session'
import { sqliteUrl } from '../../core/dialects/sqlite/url'
import type { Operation } from '../../core/operations/operation'
import { temporaryFolder } from '../harness/temporary-folder'

export type Body = (op: Performer) => Promise<void>

/** A SQLite file of the running test's own, and revisions run on it. */
export class SqliteWorkbench {
  readonly events: RunEvent[] = []
  #revisions = 0

  private constructor(
    readonly file: string,
    readonly connection: WriteConnection,
  ) {}

  static async open(sql = ''): Promise<SqliteWorkbench> {
    return SqliteWorkbench.at(path.join(temporaryFolder(), 'app.db'), sql)
  }

  static async at(file: string, sql = ''): Promise<SqliteWorkbench> {
    const connection = await sqliteDriver.connect(sqliteUrl.parse(`sqlite:${file}`, '/'), { create: true })
    onTestFinished(() => connection.close())
    await connection.script('CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)')
    await connection.script(sql)
    return new SqliteWorkbench(file, connection)
  }

  /** A second program that has the same file open. */
  async another(): Promise<WriteConnection> {
    const connection = await sqliteDriver.connect(sqliteUrl.parse(`sqlite:${this.file}`, '/'))
    onTestFinished(() => connection.close())
    return connection
  }

  options(change: Partial<SessionOptions> = {}): SessionOptions {
    return {
      onEvent: event => this.events.push(event),
      signal: new AbortController().signal,
      transactionPerMigration: false,
      lockTimeoutMs: 10_000,
      versionTable: 'alembic_version',
      ...change,
    }
  }

  session(change: Partial<SessionOptions> = {}) {
    return openSession(this.connection, this.options(change))
  }

  /** Runs one revision as a run does: what fails is abandoned. */
  async revision(body: Body, change: Partial<SessionOptions> = {}): Promise<void> {
    await this.revisions([body], change)
  }

  async revisions(bodies: readonly Body[], change: Partial<SessionOptions> = {}): Promise<void> {
    const session = await this.session(change)
    try {
      for (const body of bodies) await session.revision(this.work(body))
      await session.finish()
    } catch (error) {
      await session.abandon()
      throw error
    }
  }

  perform(...operations: readonly Operation[]): Promise<void> {
    return this.revision(async op => {
      for (const operation of operations) await op.perform(operation)
    })
  }

  work(body: Body, revision = `r${++this.#revisions}`): RevisionWork {
    return {
      revision,
      isStillDue: async connection => {
        const rows = await connection.query('SELECT 1 FROM alembic_version WHERE version_num = ?', [revision])
        return rows.length === 0
      },
      body,
      record: async connection => {
        await connection.execute('INSERT INTO alembic_version VALUES (?)', [revision])
      },
    }
  }

  rows(sql: string): Promise<readonly Row[]> {
    return this.connection.query(sql)
  }

  async value(sql: string): Promise<unknown> {
    return Object.values((await this.rows(sql))[0] ?? {})[0]
  }

  /** The text of everything in the schema, by name. */
  async texts(): Promise<Readonly<Record<string, string>>> {
    const rows = await this.rows('SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name')
    return Object.fromEntries(rows.map(({ name, sql }) => [String(name), String(sql)]))
  }

  /** Schema and rows, all of it: two equal ones are equal databases. */
  async dump(): Promise<unknown> {
    const tables = await this.rows(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`)
    const rows: [unknown, unknown][] = []
    for (const { name } of tables) rows.push([name, await this.rows(`SELECT * FROM ${quoteName(String(name))}`)])
    return { texts: await this.texts(), rows }
  }
}
