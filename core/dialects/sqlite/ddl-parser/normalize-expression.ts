import { foldName, isKeyword, isPlainName, nameOf, quoteName } from './names'
import { isSymbol, significantTokens, type Token } from './token'

/** Two spellings of one operator. */
const SAME_OPERATOR: Readonly<Record<string, string>> = { '==': '=', '<>': '!=' }

/**
 * The normal form of an expression: texts that differ only in white space, comments, the case of keywords and names,
 * quotes that a name does not need, and parentheses around the whole are equal in it.
 */
export function normalizeExpression(sql: string): string {
  const tokens = withoutOuterParentheses(significantTokens(sql))
  const parts: string[] = []
  tokens.forEach((token, position) => {
    const before = tokens[position - 1]
    if (before !== undefined && isSpaced(before, token)) parts.push(' ')
    parts.push(spelling(token))
  })
  return parts.join('')
}

function withoutOuterParentheses(tokens: readonly Token[]): readonly Token[] {
  let inner = tokens
  while (isWrapped(inner)) inner = inner.slice(1, -1)
  return inner
}

function isWrapped(tokens: readonly Token[]): boolean {
  if (!isSymbol(tokens[0], '(') || !isSymbol(tokens.at(-1), ')')) return false
  let depth = 0
  return tokens.every((token, position) => {
    if (isSymbol(token, '(')) depth += 1
    if (isSymbol(token, ')')) depth -= 1
    return depth > 0 || position === tokens.length - 1
  })
}

function isSpaced(before: Token, token: Token): boolean {
  if (isSymbol(before, '(') || isSymbol(before, '.')) return false
  if (isSymbol(token, ')') || isSymbol(token, ',') || isSymbol(token, '.')) return false
  return !(isSymbol(token, '(') && before.kind === 'word' && !isKeyword(before.text))
}

function spelling(token: Token): string {
  switch (token.kind) {
    case 'word':
      return isKeyword(token.text) ? token.text.toUpperCase() : foldName(token.text)
    case 'quoted': {
      const name = foldName(nameOf(token))
      return isPlainName(name) ? name : quoteName(name)
    }
    case 'symbol':
      return SAME_OPERATOR[token.text] ?? token.text
    case 'number':
    case 'blob':
      return token.text.toLowerCase()
    default:
      return token.text
  }
}
