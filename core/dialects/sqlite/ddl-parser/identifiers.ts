import { foldName, isKeyword, nameOf, respelled, sameName } from './names'
import { isSymbol, isWord, significantTokens, type Token } from './token'

/** A name in an expression or in a whole statement, with where it stands. */
export interface Identifier {
  readonly name: string
  readonly token: Token
  /** `t` in `t.a`, `new` in `NEW.a`; null where the name stands alone. */
  readonly qualifier: string | null
  /** Whether it is itself such a qualifier. */
  readonly qualifies: boolean
}

/** Keywords behind which a word followed by a parenthesis is a table, not a function. */
const BEFORE_TABLE: readonly string[] = ['INTO', 'REFERENCES', 'ON', 'FROM', 'JOIN', 'TABLE']

/** Keywords behind which a name is of another kind: a collation, a type. */
const BEFORE_OTHER: readonly string[] = ['COLLATE']

/** Keywords that SQLite also takes as names; a bare one counts as a name only beside a dot. */
const isBareKeyword = (token: Token): boolean => token.kind === 'word' && isKeyword(token.text)

/** The names in a text that may be tables or columns, in their order; names of functions and collations are none. */
export function identifiersIn(sql: string): readonly Identifier[] {
  const tokens = significantTokens(sql)
  return tokens.flatMap((token, position) => {
    if (!isIdentifier(tokens, position)) return []
    const dotted = isSymbol(tokens[position - 1], '.')
    const before = tokens[position - 2]
    const qualifier = dotted && before !== undefined ? nameOf(before) : null
    return [{ name: nameOf(token), token, qualifier, qualifies: isSymbol(tokens[position + 1], '.') }]
  })
}

function isIdentifier(tokens: readonly Token[], position: number): boolean {
  const [before, token, after] = [tokens[position - 1], tokens[position], tokens[position + 1]]
  if (token === undefined || (token.kind !== 'word' && token.kind !== 'quoted')) return false
  if (BEFORE_OTHER.some(word => isWord(before, word))) return false
  if (isSymbol(before, '.') || isSymbol(after, '.')) return true
  if (isBareKeyword(token)) return false
  return token.kind === 'quoted' || !isSymbol(after, '(') || BEFORE_TABLE.some(word => isWord(before, word))
}

/** Whether a text mentions a name, be it as a table or as a column. */
export const mentions = (sql: string, name: string): boolean =>
  identifiersIn(sql).some(identifier => sameName(identifier.name, name))

/** A piece of text to be put in place of another. */
export interface Splice {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** Puts pieces into a text; all that lies between them stays as it is. */
export function splice(sql: string, splices: readonly Splice[]): string {
  const inOrder = [...splices].sort((a, b) => b.start - a.start || b.end - a.end)
  return inOrder.reduce((text, { start, end, text: piece }) => text.slice(0, start) + piece + text.slice(end), sql)
}

interface ColumnRename {
  readonly from: string
  readonly to: string
  /** The table of the column: `t.a` is followed, `other.a` is not. */
  readonly table: string
}

/** The places in an expression of a table where a column's name must change. */
export function columnRenames(expression: string, { from, to, table }: ColumnRename): readonly Splice[] {
  const own = new Set(['new', 'old', foldName(table)])
  return identifiersIn(expression)
    .filter(({ name, qualifies }) => !qualifies && sameName(name, from))
    .filter(({ qualifier }) => qualifier === null || own.has(foldName(qualifier)))
    .map(({ token }) => ({ start: token.start, end: token.end, text: respelled(token.text, to) }))
}

/** An expression of a table, with one of its columns under a new name. */
export const renameColumnIn = (expression: string, rename: ColumnRename): string =>
  splice(expression, columnRenames(expression, rename))

/** The places where an expression spells out the table that it belongs to: `t.a > 0` is `a > 0`. */
export function ownQualifiers(expression: string, table: string): readonly Splice[] {
  const tokens = significantTokens(expression)
  return tokens.flatMap((token, position) => {
    const column = tokens[position + 2]
    const isOwn = (token.kind === 'word' || token.kind === 'quoted') && sameName(nameOf(token), table)
    if (!isOwn || column === undefined || !isSymbol(tokens[position + 1], '.')) return []
    return [{ start: token.start, end: column.start, text: '' }]
  })
}
