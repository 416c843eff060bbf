import { RetortError } from '../../errors'
import type { WriteConnection } from '../connection'
import type { SessionOptions } from '../session'
import type { Statement } from '../statement'
import type { Capabilities } from './capabilities'
import { sqliteDdl } from './ddl'
import { isTrivia, tokenize } from './ddl-parser/token'
import { OnlineExecutor } from './executor'
import { statementsOf } from './statement-text'

/** A part of a script that is one transaction, or that stands outside of any. */
export interface Segment {
  readonly kind: 'transaction' | 'autocommit'
  /** Foreign keys are not enforced in it. */
  rebuilds: boolean
  readonly statements: string[]
}

export interface Script {
  add(sql: string): void
}

interface ScriptOptions extends Pick<SessionOptions, 'onEvent' | 'signal'> {
  readonly script: Script
}

/** Runs what it is given on an empty database, so that the next operation finds the tables, and writes it down. */
export class ScriptExecutor extends OnlineExecutor {
  override readonly offline = true
  readonly #script: Script

  constructor(connection: WriteConnection, capabilities: Capabilities, options: ScriptOptions) {
    super(connection, capabilities, options)
    this.#script = options.script
  }

  override async script(sql: string): Promise<void> {
    for (const text of statementsOf(sql)) await this.run({ sql: text, params: [] })
  }

  override async quietly(statement: Statement): Promise<number> {
    const changes = changesRowsOnly(statement.sql) ? await this.#compiled(statement) : await super.quietly(statement)
    this.write(statement)
    return changes
  }

  write(statement: Statement): void {
    this.#script.add(sqliteDdl.inlined(statement))
  }

  /** Sees that the statement names what is there, without doing its work: the rows are elsewhere, and may be many. */
  async #compiled(statement: Statement): Promise<number> {
    try {
      await super.quietly({ ...statement, sql: `EXPLAIN ${statement.sql}` })
      return 0
    } catch (error) {
      if (!(error instanceof RetortError)) throw error
      throw new RetortError(error.code, error.message, { ...error.details, sql: statement.sql })
    }
  }
}

/** Statements that leave the schema as it is. */
const ROW_WORDS = new Set(['INSERT', 'UPDATE', 'DELETE', 'REPLACE', 'SELECT', 'VALUES', 'WITH'])

function changesRowsOnly(sql: string): boolean {
  const first = tokenize(sql).find(token => !isTrivia(token))
  return first?.kind === 'word' && ROW_WORDS.has(first.text.toUpperCase())
}
