import { isSymbol } from './token'
import { TokenCursor, type NameNode, type Span } from './token-cursor'

export interface IndexElementSyntax extends Span {
  /** The column, where the element is nothing but a column with what may follow it. */
  readonly column: NameNode | null
  readonly collation: string | null
  readonly descending: boolean
  /** As spelled, with all that follows. */
  readonly text: string
}

/** The syntax tree of a CREATE INDEX. */
export interface CreateIndexStatement {
  readonly kind: 'createIndex'
  readonly sql: string
  readonly unique: boolean
  readonly schema: NameNode | null
  readonly name: NameNode
  readonly table: NameNode
  readonly elements: readonly IndexElementSyntax[]
  /** The predicate, without WHERE. */
  readonly where: string | null
  readonly whereSpan: Span | null
}

export function parseCreateIndex(sql: string): CreateIndexStatement {
  const cursor = new TokenCursor(sql)
  cursor.expect('CREATE')
  const unique = cursor.accept('UNIQUE')
  cursor.expect('INDEX')
  cursor.accept('IF', 'NOT', 'EXISTS')
  const { schema, name } = cursor.qualifiedName()
  cursor.expect('ON')
  const table = cursor.name()
  const elements = cursor.list(() => parseElement(cursor))
  const whereSpan = cursor.accept('WHERE') ? rest(cursor) : null
  const where = whereSpan === null ? null : cursor.text(whereSpan)
  return { kind: 'createIndex', sql, unique, schema, name, table, elements, where, whereSpan }
}

function parseElement(cursor: TokenCursor): IndexElementSyntax {
  const first = cursor.peek()
  const start = first?.start ?? cursor.end
  const column = isColumnAlone(cursor) ? cursor.name() : null
  if (column === null) skipExpression(cursor)
  let collation: string | null = null
  let descending = false
  while (!cursor.atSymbol(',') && !cursor.atSymbol(')')) {
    if (cursor.accept('COLLATE')) collation = cursor.name().name
    else descending = /^desc$/i.test(cursor.next().text) || descending
  }
  return { column, collation, descending, start, end: cursor.end, text: cursor.text({ start, end: cursor.end }) }
}

const AFTER_ELEMENT: ReadonlySet<string> = new Set(['COLLATE', 'ASC', 'DESC', 'NULLS'])

function isColumnAlone(cursor: TokenCursor): boolean {
  const [first, second] = [cursor.peek(), cursor.peek(1)]
  if (first === undefined || !['word', 'quoted', 'string'].includes(first.kind)) return false
  if (isSymbol(second, ',') || isSymbol(second, ')')) return true
  return second?.kind === 'word' && AFTER_ELEMENT.has(second.text.toUpperCase())
}

function skipExpression(cursor: TokenCursor): void {
  while (!cursor.atSymbol(',') && !cursor.atSymbol(')') && !cursor.atAny(AFTER_ELEMENT)) {
    if (cursor.atSymbol('(')) cursor.parenthesized()
    else cursor.next()
  }
}

function rest(cursor: TokenCursor): Span {
  const start = cursor.peek()?.start ?? cursor.end
  while (cursor.peek() !== undefined && !cursor.atSymbol(';')) cursor.next()
  return { start, end: cursor.end }
}
