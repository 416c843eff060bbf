import { RetortError } from '../../errors'
import { leadingWords } from './lexer'

const MENTIONED = /\b(?:begin|commit|rollback|end|abort|start|prepare)\b/i
const CONTROL = /^(?:BEGIN|COMMIT|END|ROLLBACK|ABORT|START TRANSACTION|PREPARE TRANSACTION)\b/

/** Refuses a text that would end the run's transaction, or begin another one. */
export function refuseTransactionControl(sql: string): void {
  if (!MENTIONED.test(sql)) return
  const found = leadingWords(sql, 2).find(words => CONTROL.test(words))
  if (found === undefined) return
  throw new RetortError('BAD_OPERATION', `${found.split(' ')[0]} cannot be run in a revision.`, {
    sql,
    hint: 'Every revision is one transaction: use op.autocommit to leave it, op.savepoint to try something.',
  })
}
