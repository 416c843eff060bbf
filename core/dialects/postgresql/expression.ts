import { isSilent, piecesOf, type Piece } from './lexer'

/** Words that would mean something else without their quotes. */
const SPEAKING = new Set(
  [
    'user current_user session_user current_date current_time current_timestamp localtime localtimestamp current_role',
    'current_catalog current_schema null true false not and or in is case when then else end all any some array row',
    'select from where between like ilike cast collate distinct default check',
  ].flatMap(line => line.split(' ')),
)

const BEFORE_GROUP = new Set(
  'and or not in when then else case between like ilike is any all some distinct where'.split(' '),
)
/** What a condition within AND and OR stands between. */
const OPENINGS = new Set(['and', 'or', '(', undefined])
const ENDS = new Set(['and', 'or', ')', undefined])

/**
 * A cheap normal form of an expression: keywords and plain names in small letters, casts of literals and redundant
 * parentheses gone. Equal forms mean the same to the server; differing ones are for the server to decide.
 */
export function normalExpression(sql: string): string {
  let tokens = withoutLiteralCasts(
    piecesOf(sql)
      .filter(piece => !isSilent(piece))
      .map(spelled),
  )
  for (let shorter = withoutGroup(tokens); shorter !== null; shorter = withoutGroup(tokens)) tokens = shorter
  return tokens.join(' ')
}

function spelled({ kind, text }: Piece): string {
  if (kind === 'word') return text.toLowerCase()
  if (text === '!=') return '<>'
  const plain = kind === 'identifier' ? /^"([a-z_][a-z0-9_]*)"$/.exec(text)?.[1] : undefined
  return plain === undefined || SPEAKING.has(plain) ? text : plain
}

const isLiteral = (token: string | undefined): boolean => token !== undefined && /^(?:'|\d|null$)/.test(token)
const isName = (token: string | undefined): boolean => token !== undefined && /^[a-z_"]/.test(token)

const TYPE_TAILS = new Set(['varying', 'precision', 'with', 'without', 'time', 'zone'])

function withoutLiteralCasts(tokens: readonly string[]): readonly string[] {
  const kept: string[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    if (tokens[at] === '::' && isLiteral(kept.at(-1))) at = endOfType(tokens, at + 1) - 1
    else kept.push(tokens[at] ?? '')
  }
  return kept
}

/** Behind a type's name: `character varying(20)`, `timestamp without time zone`, `text[]`. */
function endOfType(tokens: readonly string[], start: number): number {
  let at = start + 1
  while (tokens[at] === '.') at += 2
  while (TYPE_TAILS.has(tokens[at] ?? '')) at += 1
  if (tokens[at] === '(') at = tokens.indexOf(')', at) + 1
  while (TYPE_TAILS.has(tokens[at] ?? '')) at += 1
  while (tokens[at] === '[' && tokens[at + 1] === ']') at += 2
  return at
}

/** The tokens without one redundant pair of parentheses; null where none is left. */
function withoutGroup(tokens: readonly string[]): readonly string[] | null {
  for (let open = 0; open < tokens.length; open += 1) {
    if (tokens[open] !== '(' || isCall(tokens[open - 1])) continue
    const close = closing(tokens, open)
    if (close < 0 || !isRedundant(tokens, open, close)) continue
    return [...tokens.slice(0, open), ...tokens.slice(open + 1, close), ...tokens.slice(close + 1)]
  }
  return null
}

const isCall = (before: string | undefined): boolean => isName(before) && !BEFORE_GROUP.has(before ?? '')

function closing(tokens: readonly string[], open: number): number {
  let depth = 0
  for (let at = open; at < tokens.length; at += 1) {
    if (tokens[at] === '(') depth += 1
    if (tokens[at] === ')') depth -= 1
    if (depth === 0) return at
  }
  return -1
}

function isRedundant(tokens: readonly string[], open: number, close: number): boolean {
  const inside = tokens.slice(open + 1, close)
  const [before, after] = [tokens[open - 1], tokens[close + 1]]
  if (inside.length === 0 || inside.includes('select') || after === '.') return false
  if (before === undefined && after === undefined) return true
  if (inside.length === 1) return before !== 'in'
  if (before === '(' && after === ')' && !isCall(tokens[open - 2])) return true
  return OPENINGS.has(before) && ENDS.has(after) && !tokens.includes('between') && !hasJoint(inside)
}

/** Whether AND, OR or a comma stands in the open, where parentheses around it matter. */
function hasJoint(tokens: readonly string[]): boolean {
  let depth = 0
  return tokens.some(token => {
    if (token === '(') depth += 1
    if (token === ')') depth -= 1
    return depth === 0 && ['and', 'or', ',', 'case'].includes(token)
  })
}
