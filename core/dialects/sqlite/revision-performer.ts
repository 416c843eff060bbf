import { isDeepStrictEqual } from 'node:util'
import { RetortError } from '../../errors'
import type { Operation } from '../../operations/operation'
import type { SqlValue } from '../../schema/sql-expression'
import type { Row, WriteConnection } from '../connection'
import { SessionSignal, type Performer, type RevisionWork } from '../session'
import type { Executor } from './executor'
import { carryOut, isRebuildOfRelated } from './carry-out'
import { planOf, type Plan } from './planner'
import { refuseTransactionControl } from './statement-text'
import type { Transaction } from './transaction'

/** What the revision's code asked for and what it got. Kept so that the same question can be answered again. */
export interface Step {
  readonly asked: unknown
  readonly answer: { readonly value: unknown } | { readonly error: unknown }
}

/** Why the revision's code is being unwound: the session has to begin anew, or another runner has done the work. */
export type Unwinding = 'startOver' | 'nothingLeft'

interface Surroundings {
  readonly transaction: Transaction
  readonly executor: Executor
  readonly work: RevisionWork
  /** What an `autocommit` block has committed in an earlier try. It is answered, not done again. */
  readonly committed: Step[]
  /** From the start of this try. */
  readonly suspended: boolean
}

/** Serves one try at one revision. The transaction begins with the first thing asked. */
export class RevisionPerformer implements Performer {
  readonly connection: WriteConnection
  #unwinding: Unwinding | null = null
  #replayed = 0
  #steps: Step[] = []
  #inAutocommit = false
  #savepoints = 0

  constructor(private readonly around: Surroundings) {
    this.connection = this.#guarded(around.executor.connection)
  }

  get unwinding(): Unwinding | null {
    return this.#unwinding
  }

  async perform(operation: Operation): Promise<readonly Row[] | null> {
    return this.#step(operation, () => this.#perform(operation))
  }

  async autocommit(work: () => Promise<void>): Promise<void> {
    this.#stopWhileUnwinding()
    if (this.#savepoints > 0 || this.#inAutocommit) {
      throw new RetortError(
        'BAD_OPERATION',
        'An autocommit block cannot stand inside a savepoint or another such block.',
        {
          hint: 'Move it out.',
        },
      )
    }
    if (!this.#isReplaying) await this.#leaveTransaction()
    this.#inAutocommit = true
    try {
      await work()
    } finally {
      this.#inAutocommit = false
    }
  }

  async savepoint(work: () => Promise<void>): Promise<void> {
    this.#stopWhileUnwinding()
    if (this.#inAutocommit) {
      throw new RetortError('BAD_OPERATION', 'There is no transaction to set a savepoint in.', {
        hint: 'Move the savepoint out of the autocommit block.',
      })
    }
    if (this.#isReplaying) return work()
    await this.enter()
    const name = `"retort_savepoint_${++this.#savepoints}"`
    const { connection } = this.around.executor
    await connection.script(`SAVEPOINT ${name}`)
    try {
      await work()
    } catch (error) {
      if (this.#unwinding === null) await connection.script(`ROLLBACK TO ${name}`)
      throw error
    } finally {
      this.#savepoints--
      if (this.#unwinding === null) await connection.script(`RELEASE ${name}`)
    }
  }

  /** Makes sure that the revision's transaction is open, as something is about to be done in it. */
  async enter(suspended = this.around.suspended): Promise<void> {
    this.#stopWhileUnwinding()
    const { transaction, executor, work } = this.around
    if (transaction.isInRevision) return
    const begun = await transaction.beginRevision(suspended ? 'suspended' : 'enforced')
    if (begun && !(await work.isStillDue(executor.connection))) this.#unwind('nothingLeft')
  }

  get #isReplaying(): boolean {
    return this.#replayed < this.around.committed.length
  }

  async #step<Answer>(asked: unknown, work: () => Promise<Answer>): Promise<Answer> {
    this.#stopWhileUnwinding()
    if (this.#isReplaying) return this.#replay(asked) as Answer
    this.around.executor.throwIfCancelled()
    try {
      const value = await work()
      this.#remember({ asked, answer: { value } })
      return value
    } catch (error) {
      this.#remember({ asked, answer: { error } })
      throw error
    }
  }

  #remember(step: Step): void {
    if (!this.#inAutocommit) {
      this.#steps.push(step)
      return
    }
    this.around.committed.push(step)
    this.#replayed++
  }

  #replay(asked: unknown): unknown {
    const step = this.around.committed[this.#replayed++]
    if (step === undefined || !isDeepStrictEqual(step.asked, asked)) {
      throw new RetortError(
        'REVISION_NOT_REPEATABLE',
        'The revision had to start over, and asks for something else than what its autocommit block has committed.',
        { hint: 'Put the autocommit block, or the change of the table behind it, into a revision of its own.' },
      )
    }
    if ('error' in step.answer) throw step.answer.error
    return step.answer.value
  }

  async #perform(operation: Operation): Promise<readonly Row[] | null> {
    const { executor } = this.around
    if (operation.kind === 'execute') refuseTransactionControl(operation.sql)
    if (this.#inAutocommit) return this.#performAlone(operation)
    await this.enter()
    const plan = await planOf(operation, executor)
    if (await this.#needsSuspension(plan)) await this.#suspend()
    return carryOut(plan, executor)
  }

  async #needsSuspension(plan: Plan): Promise<boolean> {
    return this.around.transaction.enforces && (await isRebuildOfRelated(plan, this.around.executor))
  }

  /** Enforcement can only change before BEGIN: at once where nothing has been done yet, else by starting over. */
  async #suspend(): Promise<void> {
    if (this.#steps.length > 0) this.#unwind('startOver')
    await this.around.transaction.undoRevision()
    await this.enter(true)
  }

  async #performAlone(operation: Operation): Promise<readonly Row[] | null> {
    const { executor, transaction } = this.around
    const plan = await planOf(operation, executor)
    if (plan.rebuild === null) return carryOut(plan, executor)
    await transaction.beginRevision((await this.#needsSuspension(plan)) ? 'suspended' : 'enforced')
    const rows = await carryOut(await planOf(operation, executor), executor)
    await this.#leaveTransaction()
    return rows
  }

  /** Commits what the revision has done so far; from here on it can only go forward. */
  async #leaveTransaction(): Promise<void> {
    const { transaction, committed } = this.around
    if (transaction.isInRevision) await transaction.endRevision()
    await transaction.commit()
    committed.push(...this.#steps)
    this.#replayed = committed.length
    this.#steps = []
  }

  #unwind(why: Unwinding): never {
    this.#unwinding = why
    throw new SessionSignal(why)
  }

  #stopWhileUnwinding(): void {
    if (this.#unwinding !== null) throw new SessionSignal(this.#unwinding)
  }

  /** What revision code does by the connection itself belongs to the revision like any operation. */
  #guarded(connection: WriteConnection): WriteConnection {
    const within = <Answer>(asked: unknown, work: () => Promise<Answer>): Promise<Answer> =>
      this.#step(asked, async () => {
        if (!this.#inAutocommit) await this.enter()
        return work()
      })
    return {
      dialect: connection.dialect,
      url: connection.url,
      serverVersion: connection.serverVersion,
      query: <R extends Row>(sql: string, params: readonly SqlValue[] = []) =>
        within({ query: sql, params }, () => connection.query<R>(sql, params)),
      execute: async (sql, params = []) => {
        refuseTransactionControl(sql)
        return within({ execute: sql, params }, () => this.around.executor.run({ sql, params }))
      },
      script: async sql => {
        refuseTransactionControl(sql)
        return within({ script: sql }, () => this.around.executor.script(sql))
      },
      close: () =>
        Promise.reject(
          new RetortError('BAD_OPERATION', 'A revision cannot close the connection it runs on.', {
            hint: 'Leave it open; the run closes it.',
          }),
        ),
    }
  }
}
