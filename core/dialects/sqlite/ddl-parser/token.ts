/** How a piece of SQL text reads. `quoted` is a name in double quotes, backticks or brackets; `string` is in single quotes. */
export type TokenKind =
  'space' | 'comment' | 'word' | 'quoted' | 'string' | 'blob' | 'number' | 'variable' | 'symbol' | 'other'

/** A piece of the text. All tokens in a row, joined, are the text again. */
export interface Token {
  readonly kind: TokenKind
  readonly text: string
  readonly start: number
  readonly end: number
}

/** Tried in this order; the last one takes any character, so that no text is ever refused here. */
const PATTERNS: readonly (readonly [TokenKind, string])[] = [
  ['space', String.raw`[ \t\n\f\r]+`],
  ['comment', String.raw`--[^\n]*|\/\*[\s\S]*?(?:\*\/|$(?![\s\S]))`],
  ['blob', String.raw`[xX]'[0-9a-fA-F]*'`],
  ['string', String.raw`'(?:[^']|'')*'`],
  ['quoted', '"(?:[^"]|"")*"|`(?:[^`]|``)*`|\\[[^\\]]*\\]'],
  ['number', String.raw`0[xX][0-9a-fA-F_]+|(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?`],
  ['word', String.raw`[A-Za-z_\u0080-\uffff][A-Za-z0-9_$\u0080-\uffff]*`],
  ['variable', String.raw`\?\d*|[:@$#][A-Za-z0-9_$\u0080-\uffff]+(?:::[A-Za-z0-9_$]+)*`],
  ['symbol', String.raw`\|\||->>|->|<<|>>|<=|>=|<>|==|!=|[-+*/%&|~<>=(),.;]`],
  ['other', String.raw`[\s\S]`],
]

const TOKEN = new RegExp(PATTERNS.map(([, pattern]) => `(${pattern})`).join('|'), 'y')

/** Takes SQL text apart the way SQLite does. Spaces and comments are tokens too: nothing is lost. */
export function tokenize(sql: string): readonly Token[] {
  const tokens: Token[] = []
  for (let end = 0; end < sql.length;) {
    const token = tokenAt(sql, end)
    tokens.push(token)
    end = token.end
  }
  return tokens
}

function tokenAt(sql: string, start: number): Token {
  TOKEN.lastIndex = start
  const match = TOKEN.exec(sql)
  const text = match?.[0] ?? ''
  const [kind] = PATTERNS[(match?.indexOf(text, 1) ?? 0) - 1] ?? ['other']
  return { kind, text, start, end: start + text.length }
}

const TRIVIA = new RegExp(
  `(?:${PATTERNS.flatMap(([kind, pattern]) => (kind === 'space' || kind === 'comment' ? pattern : [])).join('|')})+`,
  'y',
)

/** The tokens that matter: spaces and comments are passed over, which makes up half of a text, without taking them apart. */
export function significantTokens(sql: string): readonly Token[] {
  const tokens: Token[] = []
  for (let end = afterTrivia(sql, 0); end < sql.length; end = afterTrivia(sql, end)) {
    const token = tokenAt(sql, end)
    tokens.push(token)
    end = token.end
  }
  return tokens
}

function afterTrivia(sql: string, start: number): number {
  TRIVIA.lastIndex = start
  return TRIVIA.test(sql) ? TRIVIA.lastIndex : start
}

export const isTrivia = ({ kind }: Token): boolean => kind === 'space' || kind === 'comment'

export const isWord = (token: Token | undefined, word: string): boolean =>
  token?.kind === 'word' && token.text.length === word.length && token.text.toUpperCase() === word

export const isSymbol = (token: Token | undefined, symbol: string): boolean =>
  token?.kind === 'symbol' && token.text === symbol

/** Whether the text up to here ends inside a `--` comment, so that what follows must begin on a new line. */
export const isLineComment = (token: Token | undefined): boolean =>
  token?.kind === 'comment' && token.text.startsWith('--')
