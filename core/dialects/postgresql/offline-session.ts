import { RetortError } from '../../errors'
import type { Operation } from '../../operations/operation'
import type { SqlValue } from '../../schema/sql-expression'
import type { WriteConnection } from '../connection'
import type { DdlCompiler } from '../ddl-compiler'
import type { OfflineOptions } from '../dialect'
import type { DialectName } from '../index'
import type { MigrationSession, Performer, RevisionWork } from '../session'
import { refuseTransactionControl } from './transaction-control'

/** A session that writes the script a run would execute: transactions as the run would have them, values written out. */
export function openPostgresqlOfflineSession(
  options: OfflineOptions,
  ddl: DdlCompiler,
  dialect: DialectName,
): MigrationSession {
  const script = new Script(options, ddl)
  const connection = scriptConnection(script, dialect)
  const performer = scriptPerformer(script, connection, ddl)
  let revisions = 0
  return {
    async revision(work: RevisionWork) {
      options.signal.throwIfAborted()
      revisions += 1
      // Nothing that is written here depends on the tables as they are.
      if (revisions <= (options.silentRevisions ?? 0)) return true
      script.begin()
      await work.body(performer)
      await work.record(connection)
      if (options.transactionPerMigration) script.commit()
      return true
    },
    async finish() {
      script.commit()
    },
    async abandon() {
      script.rollback()
    },
  }
}

class Script {
  #isOpen = false
  #savepoints = 0

  constructor(
    private readonly options: OfflineOptions,
    private readonly ddl: DdlCompiler,
  ) {}

  get isOpen(): boolean {
    return this.#isOpen
  }

  statement(sql: string, params: readonly SqlValue[] = []): void {
    refuseTransactionControl(sql)
    this.options.onEvent({ kind: 'statement', sql })
    this.#write(this.ddl.inlined({ sql, params }))
  }

  begin(): void {
    if (this.#isOpen) return
    this.#isOpen = true
    this.#write('BEGIN')
  }

  commit(): void {
    this.#close('COMMIT')
  }

  rollback(): void {
    this.#close('ROLLBACK')
  }

  async savepoint(work: () => Promise<void>): Promise<void> {
    this.#savepoints += 1
    const name = `retort_${this.#savepoints}`
    this.#write(`SAVEPOINT ${name}`)
    await work()
    this.#write(`RELEASE SAVEPOINT ${name}`)
    this.#savepoints -= 1
  }

  #close(word: string): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    this.#write(word)
  }

  /** A comment at the end would swallow the semicolon. */
  #write(sql: string): void {
    const text = sql.trim().replace(/;+$/, '')
    this.options.write(`${text}${/--[^\n]*$/.test(text) ? '\n' : ''};\n\n`)
  }
}

function scriptPerformer(script: Script, connection: WriteConnection, ddl: DdlCompiler): Performer {
  return {
    connection,
    async perform(operation: Operation) {
      if (operation.kind === 'query') throw notOffline(operation.sql)
      for (const { sql, params } of ddl.compile(operation)) script.statement(sql, params)
      return null
    },
    async autocommit(work) {
      const wasOpen = script.isOpen
      script.commit()
      await work()
      if (wasOpen) script.begin()
    },
    savepoint: work => script.savepoint(work),
  }
}

const scriptConnection = (script: Script, dialect: DialectName): WriteConnection => ({
  dialect,
  url: { dialect, text: '', shown: '', database: '' },
  serverVersion: 'a script',
  async query(sql) {
    throw notOffline(sql)
  },
  async execute(sql, params) {
    script.statement(sql, params)
    return 0
  },
  async script(sql) {
    script.statement(sql)
  },
  async close() {
    script.commit()
  },
})

const notOffline = (sql: string): RetortError =>
  new RetortError('NOT_OFFLINE', 'Rows cannot be read while a script is written.', {
    sql,
    hint: 'Run the revision on a database, or express the change as one SQL statement.',
  })
