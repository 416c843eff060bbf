import type { WriteConnection } from '../connection'
import type { SessionOptions } from '../session'
import type { Statement } from '../statement'
import type { Capabilities } from './capabilities'
import { sqliteDdl } from './ddl'
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
    await super.script(sql)
    for (const text of statementsOf(sql)) this.write({ sql: text, params: [] })
  }

  override async quietly(statement: Statement): Promise<number> {
    const changes = await super.quietly(statement)
    this.write(statement)
    return changes
  }

  write(statement: Statement): void {
    this.#script.add(sqliteDdl.inlined(statement))
  }
}
