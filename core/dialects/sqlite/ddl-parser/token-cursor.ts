import { RetortError } from '../../../errors'
import { nameOf } from './names'
import { isSymbol, isWord, significantTokens, type Token } from './token'

/** A stretch of the text. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A name where it stands in the text. */
export interface NameNode extends Span {
  readonly name: string
}

/** Walks over the tokens that matter; spaces and comments lie between them. */
export class TokenCursor {
  readonly #tokens: readonly Token[]
  #position = 0

  constructor(readonly sql: string) {
    this.#tokens = significantTokens(sql)
  }

  peek(ahead = 0): Token | undefined {
    return this.#tokens[this.#position + ahead]
  }

  /** Where the last token taken ends. */
  get end(): number {
    return this.#tokens[this.#position - 1]?.end ?? 0
  }

  next(): Token {
    const token = this.#tokens[this.#position]
    if (token === undefined) this.fail()
    this.#position += 1
    return token
  }

  at(...words: readonly string[]): boolean {
    for (let ahead = 0; ahead < words.length; ahead += 1)
      if (!isWord(this.peek(ahead), words[ahead] ?? '')) return false
    return true
  }

  atAny(words: ReadonlySet<string>): boolean {
    const token = this.peek()
    return token?.kind === 'word' && words.has(token.text.toUpperCase())
  }

  atSymbol(symbol: string): boolean {
    return isSymbol(this.peek(), symbol)
  }

  /** Takes these words where they come next. */
  accept(...words: readonly string[]): boolean {
    if (!this.at(...words)) return false
    this.#position += words.length
    return true
  }

  acceptSymbol(symbol: string): boolean {
    if (!this.atSymbol(symbol)) return false
    this.#position += 1
    return true
  }

  expect(...words: readonly string[]): void {
    if (!this.accept(...words)) this.fail()
  }

  expectSymbol(symbol: string): void {
    if (!this.acceptSymbol(symbol)) this.fail()
  }

  name(): NameNode {
    const token = this.next()
    if (token.kind !== 'word' && token.kind !== 'quoted' && token.kind !== 'string') this.fail(token)
    return { name: nameOf(token), start: token.start, end: token.end }
  }

  /** `name` or `schema.name`. */
  qualifiedName(): { readonly schema: NameNode | null; readonly name: NameNode } {
    const first = this.name()
    return this.acceptSymbol('.') ? { schema: first, name: this.name() } : { schema: null, name: first }
  }

  /** Takes a pair of parentheses; the span of what stands between them. */
  parenthesized(): Span {
    this.expectSymbol('(')
    const start = this.end
    for (let depth = 1; ;) {
      const token = this.next()
      if (isSymbol(token, '(')) depth += 1
      if (isSymbol(token, ')')) depth -= 1
      if (depth === 0) return { start, end: token.start }
    }
  }

  /** Takes items separated by commas in parentheses. */
  list<Item>(item: () => Item): readonly Item[] {
    this.expectSymbol('(')
    const items = [item()]
    while (this.acceptSymbol(',')) items.push(item())
    this.expectSymbol(')')
    return items
  }

  text({ start, end }: Span): string {
    return this.sql.slice(start, end)
  }

  fail(token = this.peek()): never {
    const where = token === undefined ? 'its end' : `"${token.text}" (character ${token.start + 1})`
    throw new RetortError('UNSUPPORTED_BY_DIALECT', `A stored definition cannot be read at ${where}.`, {
      hint: 'Look at it in sqlite_schema; a definition of this shape must be changed by hand, with op.execute.',
      sql: this.sql,
    })
  }
}
