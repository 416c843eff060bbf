import { RetortError } from '../../errors'
import type { Operation } from '../../operations/operation'
import type { SqlValue } from '../../schema/sql-expression'
import type { ReadConnection, Row, WriteConnection } from '../connection'
import type { OfflineOptions } from '../dialect'
import type { MigrationSession, Performer, RevisionWork } from '../session'
import { SCRIPT_CAPABILITIES } from './capabilities'
import { carryOut } from './carry-out'
import { ScriptExecutor, type Script, type Segment } from './script-executor'
import { copySchema, openScriptScratch } from './script-scratch'
import { planOf } from './planner'
import { refuseTransactionControl } from './statement-text'

const HEADER = `-- A script of Retort for SQLite 3.35 and later. Run it with
--   sqlite3 -bail DATABASE < SCRIPT
-- Without -bail a statement that fails is skipped, and what follows it is committed.
PRAGMA foreign_keys=ON;

`

/**
 * A session that writes the script a run would execute. Rebuilds need to know the tables, so all of it is also run on
 * an empty database in memory.
 */
export async function openOfflineSession(options: OfflineOptions): Promise<MigrationSession> {
  const scratch = await openScriptScratch()
  if (options.startFrom !== null) await copySchema(options.startFrom, scratch)
  return new OfflineSession(scratch, options)
}

class OfflineSession implements MigrationSession {
  #isHeaded = false
  #revisions = 0

  constructor(
    private readonly scratch: WriteConnection,
    private readonly options: OfflineOptions,
  ) {}

  async revision(work: RevisionWork): Promise<boolean> {
    const segments: Segment[] = []
    const script: Script = { add: sql => segments.at(-1)?.statements.push(sql) }
    const executor = new ScriptExecutor(this.scratch, SCRIPT_CAPABILITIES, { ...this.options, script })
    await work.body(new ScriptPerformer(executor, segments))
    openSegment(segments, 'transaction')
    await work.record(recordingConnection(executor))
    this.#revisions += 1
    if (this.#revisions > (this.options.silentRevisions ?? 0)) for (const segment of segments) this.#write(segment)
    return true
  }

  async finish(): Promise<void> {
    await this.scratch.close()
  }

  async abandon(): Promise<void> {
    await this.scratch.close()
  }

  #write({ kind, rebuilds, statements }: Segment): void {
    if (statements.length === 0) return
    const { write } = this.options
    if (!this.#isHeaded) write(HEADER)
    this.#isHeaded = true
    const begin = rebuilds ? ['PRAGMA foreign_keys=OFF', 'BEGIN'] : ['BEGIN']
    const commit = rebuilds ? ['COMMIT', 'PRAGMA foreign_keys=ON'] : ['COMMIT']
    const lines = kind === 'transaction' ? [...begin, ...statements, ...commit] : statements
    for (const sql of lines) write(terminated(sql))
  }
}

/** Serves a revision's code: what it asks for is written down, in segments with a transaction each. */
class ScriptPerformer implements Performer {
  readonly connection: WriteConnection
  #inAutocommit = false
  #savepoints = 0

  constructor(
    private readonly executor: ScriptExecutor,
    private readonly segments: Segment[],
  ) {
    this.connection = this.#writing()
    openSegment(segments, 'transaction')
  }

  async perform(operation: Operation): Promise<readonly Row[] | null> {
    if (operation.kind === 'query') throw notOffline(operation.sql)
    if (operation.kind === 'execute') refuseTransactionControl(operation.sql)
    const plan = await planOf(operation, this.executor)
    if (plan.rebuild !== null) openSegment(this.segments, 'transaction').rebuilds = true
    await carryOut(plan, this.executor)
    if (this.#inAutocommit) openSegment(this.segments, 'autocommit')
    return null
  }

  async autocommit(work: () => Promise<void>): Promise<void> {
    openSegment(this.segments, 'autocommit')
    this.#inAutocommit = true
    try {
      await work()
    } finally {
      this.#inAutocommit = false
      openSegment(this.segments, 'transaction')
    }
  }

  async savepoint(work: () => Promise<void>): Promise<void> {
    const name = `"retort_savepoint_${++this.#savepoints}"`
    await this.executor.script(`SAVEPOINT ${name}`)
    await work()
    await this.executor.script(`RELEASE ${name}`)
  }

  #writing(): WriteConnection {
    return {
      ...withoutRows(this.executor),
      execute: async (sql, params = []) => {
        refuseTransactionControl(sql)
        return this.executor.run({ sql, params })
      },
      script: async sql => {
        refuseTransactionControl(sql)
        await this.executor.script(sql)
      },
    }
  }
}

/** For the version rows: the database in memory has no version table, so they are only written down. */
const recordingConnection = (executor: ScriptExecutor): WriteConnection => ({
  ...withoutRows(executor),
  execute: async (sql: string, params: readonly SqlValue[] = []) => {
    executor.announce(sql)
    executor.write({ sql, params })
    return 1
  },
  script: async sql => executor.write({ sql, params: [] }),
})

const withoutRows = ({ connection }: ScriptExecutor): ReadConnection => ({
  dialect: 'sqlite',
  url: connection.url,
  serverVersion: connection.serverVersion,
  query: sql => Promise.reject(notOffline(sql)),
  close: () => Promise.resolve(),
})

/** The segment that follows in the script; the last one where it is of that kind already. */
function openSegment(segments: Segment[], kind: Segment['kind']): Segment {
  const last = segments.at(-1)
  if (last?.kind === kind) return last
  const segment: Segment = { kind, rebuilds: false, statements: [] }
  segments.push(segment)
  return segment
}

/** A comment at the end would swallow the semicolon. */
function terminated(sql: string): string {
  const text = sql.trim().replace(/;+$/, '')
  return `${text}${/--[^\n]*$/.test(text) ? '\n' : ''};\n\n`
}

const notOffline = (sql: string): RetortError =>
  new RetortError('NOT_OFFLINE', 'Rows cannot be read while a script is written.', {
    sql,
    hint: 'Run the revision on a database, or express the change as one SQL statement.',
  })
