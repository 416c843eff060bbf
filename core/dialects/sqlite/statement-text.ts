import { RetortError } from '../../errors'
import { isSymbol, isTrivia, isWord, tokenize, type Token } from './ddl-parser/token'

const TRANSACTION_WORDS = new Set(['BEGIN', 'COMMIT', 'END', 'ROLLBACK', 'SAVEPOINT', 'RELEASE'])

/** Takes a text apart into its statements. The semicolons inside a trigger's body do not end it. */
export function statementsOf(sql: string): readonly string[] {
  return statementTokens(sql).map(tokens => sql.slice(tokens[0]?.start ?? 0, tokens.at(-1)?.end))
}

/** Refuses text that would begin or end a transaction: those are the session's. */
export function refuseTransactionControl(sql: string): void {
  const word = statementTokens(sql)
    .map(tokens => (tokens[0]?.kind === 'word' ? tokens[0].text.toUpperCase() : ''))
    .find(first => TRANSACTION_WORDS.has(first))
  if (word === undefined) return
  throw new RetortError('BAD_OPERATION', `${word} cannot be part of a revision: every revision is one transaction.`, {
    hint: 'Leave it out; use op.autocommit() to leave the transaction and op.savepoint() to try something.',
    sql,
  })
}

function statementTokens(sql: string): readonly (readonly Token[])[] {
  const statements: Token[][] = []
  let current: Token[] = []
  for (const token of tokenize(sql)) {
    if (isTrivia(token)) continue
    if (isSymbol(token, ';') && !isInsideTrigger(current)) {
      if (current.length > 0) statements.push(current)
      current = []
    } else {
      current.push(token)
    }
  }
  return current.length > 0 ? [...statements, current] : statements
}

/** A trigger ends with the END that follows a semicolon; the END of a CASE never does. */
function isInsideTrigger(tokens: readonly Token[]): boolean {
  if (!isWord(tokens[0], 'CREATE')) return false
  const noun = isWord(tokens[1], 'TEMP') || isWord(tokens[1], 'TEMPORARY') ? tokens[2] : tokens[1]
  if (!isWord(noun, 'TRIGGER')) return false
  return !(isWord(tokens.at(-1), 'END') && isSymbol(tokens.at(-2), ';'))
}
