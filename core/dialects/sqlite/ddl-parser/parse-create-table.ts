import { RetortError } from '../../../errors'
import type { ColumnSyntax, ConstraintSyntax, CreateTableStatement } from './create-table'
import { parseColumnConstraint, parseTableConstraint } from './parse-constraint'
import { TokenCursor, type Span } from './token-cursor'

/** Words that end a column's type. All others may be part of it: `LONG VARCHAR (20)`, `UNSIGNED BIG INT`. */
const AFTER_TYPE: ReadonlySet<string> = new Set(
  'CONSTRAINT NOT NULL PRIMARY UNIQUE CHECK DEFAULT COLLATE REFERENCES AS DEFERRABLE'.split(' '),
)

const TABLE_CONSTRAINT: ReadonlySet<string> = new Set('CONSTRAINT PRIMARY UNIQUE CHECK FOREIGN'.split(' '))

/**
 * Reads the text of a CREATE TABLE, as `sqlite_schema` holds it. The tree points into the text, so nothing of its
 * spelling is lost; `editCreateTable` changes it.
 */
export function parseCreateTable(sql: string): CreateTableStatement {
  const cursor = new TokenCursor(sql)
  cursor.expect('CREATE')
  if (cursor.at('VIRTUAL', 'TABLE')) refuseVirtual(sql)
  if (!cursor.accept('TEMP')) cursor.accept('TEMPORARY')
  cursor.expect('TABLE')
  cursor.accept('IF', 'NOT', 'EXISTS')
  const { schema, name } = cursor.qualifiedName()
  const head = { kind: 'createTable', sql, schema, name } as const
  if (cursor.at('AS')) return { ...head, body: null, columns: [], constraints: [], strict: false, withoutRowid: false }
  return { ...head, ...parseBody(cursor), ...parseOptions(cursor) }
}

/** SQLite stores the first words of a definition in one spelling, so there is no need to read the whole. */
export const isVirtualTable = (sql: string): boolean => /^\s*create\s+virtual\s+table\b/i.test(sql)

function refuseVirtual(sql: string): never {
  throw new RetortError('UNSUPPORTED_BY_DIALECT', 'A virtual table has no columns of its own to change.', {
    hint: 'Drop it and create it anew, with op.execute.',
    sql,
  })
}

function parseBody(cursor: TokenCursor) {
  cursor.expectSymbol('(')
  const start = cursor.end
  const columns = [parseColumn(cursor)]
  while (cursor.acceptSymbol(',')) {
    if (cursor.atAny(TABLE_CONSTRAINT)) break
    columns.push(parseColumn(cursor))
  }
  const constraints = parseTableConstraints(cursor)
  const end = cursor.peek()?.start ?? cursor.end
  cursor.expectSymbol(')')
  return { body: { start, end }, columns, constraints }
}

/** SQLite lets the commas between table constraints out. */
function parseTableConstraints(cursor: TokenCursor): readonly ConstraintSyntax[] {
  const constraints: ConstraintSyntax[] = []
  while (!cursor.atSymbol(')')) {
    const constraint = parseTableConstraint(cursor) ?? cursor.fail()
    constraints.push(constraint)
    cursor.acceptSymbol(',')
  }
  return constraints
}

function parseColumn(cursor: TokenCursor): ColumnSyntax {
  const name = cursor.name()
  const type = parseType(cursor)
  const constraints: ConstraintSyntax[] = []
  for (let next = parseColumnConstraint(cursor); next !== null; next = parseColumnConstraint(cursor)) {
    constraints.push(next)
  }
  const typeText = type === null ? '' : cursor.text(type)
  return { name, type, typeText, constraints, start: name.start, end: cursor.end }
}

function parseType(cursor: TokenCursor): Span | null {
  const start = cursor.peek()?.start ?? cursor.end
  let found = false
  while (continuesType(cursor)) {
    cursor.next()
    found = true
  }
  if (found && cursor.atSymbol('(')) cursor.parenthesized()
  return found ? { start, end: cursor.end } : null
}

function continuesType(cursor: TokenCursor): boolean {
  const kind = cursor.peek()?.kind
  if (kind === 'quoted' || kind === 'string') return true
  return kind === 'word' && !cursor.atAny(AFTER_TYPE) && !cursor.at('GENERATED', 'ALWAYS')
}

function parseOptions(cursor: TokenCursor) {
  let strict = false
  let withoutRowid = false
  while (cursor.peek() !== undefined && !cursor.atSymbol(';')) {
    if (cursor.accept('STRICT')) strict = true
    else {
      cursor.expect('WITHOUT', 'ROWID')
      withoutRowid = true
    }
    cursor.acceptSymbol(',')
  }
  return { strict, withoutRowid }
}
