export type PieceKind = 'string' | 'identifier' | 'comment' | 'word' | 'number' | 'placeholder' | 'space' | 'symbol'

/** A run of characters of an SQL text that belong together. */
export interface Piece {
  readonly kind: PieceKind
  readonly text: string
}

const PATTERNS: readonly (readonly [PieceKind, RegExp])[] = [
  ['space', /\s+/y],
  ['comment', /--[^\n]*/y],
  ['string', /[eE]'(?:[^'\\]|''|\\[\s\S])*'/y],
  ['string', /(?:[bBxX]|[uU]&)?'(?:[^']|'')*'/y],
  ['string', /\$([A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$[\s\S]*?\$\1\$/y],
  ['identifier', /(?:[uU]&)?"(?:[^"]|"")*"/y],
  ['word', /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y],
  ['number', /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y],
  ['placeholder', /\?/y],
  ['symbol', /::|<>|!=|<=|>=|\|\||[\s\S]/y],
]

/** Takes an SQL text apart as PostgreSQL does; the pieces joined are the text again. */
export function piecesOf(sql: string): readonly Piece[] {
  const pieces: Piece[] = []
  let position = 0
  while (position < sql.length) {
    const piece = sql.startsWith('/*', position) ? blockComment(sql, position) : pieceAt(sql, position)
    pieces.push(piece)
    position += piece.text.length
  }
  return pieces
}

function pieceAt(sql: string, position: number): Piece {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = position
    const text = pattern.exec(sql)?.[0]
    if (text !== undefined) return { kind, text }
  }
  return { kind: 'symbol', text: sql.slice(position, position + 1) }
}

/** Block comments nest in PostgreSQL. */
function blockComment(sql: string, start: number): Piece {
  let depth = 0
  let position = start
  do {
    if (sql.startsWith('/*', position)) depth += 1
    else if (sql.startsWith('*/', position)) depth -= 1
    else {
      position += 1
      continue
    }
    position += 2
  } while (depth > 0 && position < sql.length)
  return { kind: 'comment', text: sql.slice(start, position) }
}

export const isSilent = ({ kind }: Piece): boolean => kind === 'space' || kind === 'comment'

/** The first words of every statement of a text, in capitals. The body of a function (BEGIN ATOMIC … END) belongs to its statement. */
export function leadingWords(sql: string, count: number): readonly string[] {
  const starts: string[] = []
  let words: string[] = []
  let open = true
  let before = ''
  let blocks = 0
  for (const piece of piecesOf(sql).filter(piece => !isSilent(piece))) {
    const word = piece.kind === 'word' ? piece.text.toUpperCase() : ''
    blocks += blockChange(word, before, blocks)
    before = word
    if (piece.text === ';' && blocks === 0) {
      if (words.length > 0) starts.push(words.join(' '))
      words = []
      open = true
    } else if (open && word !== '' && words.length < count) words.push(word)
    else open = false
  }
  return words.length > 0 ? [...starts, words.join(' ')] : starts
}

function blockChange(word: string, before: string, blocks: number): number {
  if (word === 'ATOMIC' && before === 'BEGIN') return 1
  if (blocks === 0) return 0
  if (word === 'CASE') return 1
  return word === 'END' ? -1 : 0
}
