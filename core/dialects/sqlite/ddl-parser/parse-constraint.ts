import type { ForeignKey, Initially, ReferentialAction } from '../../../schema/constraint'
import type {
  CheckSyntax,
  ConflictResolution,
  ConstraintSyntax,
  DefaultSyntax,
  ForeignKeySyntax,
  GeneratedSyntax,
  KeyColumn,
} from './create-table'
import type { NameNode, TokenCursor } from './token-cursor'

/** Where a constraint begins, and its name. */
interface Head {
  readonly start: number
  readonly name: NameNode | null
}

/** A constraint behind a column; null where none follows. */
export function parseColumnConstraint(cursor: TokenCursor): ConstraintSyntax | null {
  // Every constraint begins with a word; most columns end at a comma, which needs no trying of all of them.
  if (cursor.peek()?.kind !== 'word') return null
  const head = parseHead(cursor)
  const constraint = columnConstraintBody(cursor, head)
  return constraint ?? emptyConstraint(cursor, head)
}

/** A constraint in the list of the table; null where none follows. */
export function parseTableConstraint(cursor: TokenCursor): ConstraintSyntax | null {
  const head = parseHead(cursor)
  const constraint = tableConstraintBody(cursor, head)
  return constraint ?? emptyConstraint(cursor, head)
}

function parseHead(cursor: TokenCursor): Head {
  const start = cursor.peek()?.start ?? cursor.end
  return { start, name: cursor.accept('CONSTRAINT') ? cursor.name() : null }
}

function emptyConstraint(cursor: TokenCursor, head: Head): ConstraintSyntax | null {
  return head.name === null ? null : { kind: 'empty', ...head, end: cursor.end }
}

function columnConstraintBody(cursor: TokenCursor, head: Head): ConstraintSyntax | null {
  if (cursor.accept('NOT', 'NULL')) return { kind: 'notNull', ...head, ...conflictClause(cursor) }
  if (cursor.accept('NULL')) return { kind: 'null', ...head, ...conflictClause(cursor) }
  if (cursor.accept('PRIMARY', 'KEY')) return columnPrimaryKey(cursor, head)
  if (cursor.accept('UNIQUE')) return { kind: 'unique', ...head, columns: [], ...conflictClause(cursor) }
  if (cursor.accept('CHECK')) return check(cursor, head)
  if (cursor.accept('DEFAULT')) return defaultClause(cursor, head)
  if (cursor.accept('COLLATE')) return { kind: 'collate', ...head, collation: cursor.name(), end: cursor.end }
  if (cursor.at('REFERENCES')) return references(cursor, { ...head, columns: [] })
  if (cursor.at('AS')) return generated(cursor, head)
  if (cursor.accept('GENERATED', 'ALWAYS')) {
    return cursor.at('AS') ? generated(cursor, head) : { kind: 'empty', ...head, end: cursor.end }
  }
  return deferral(cursor) === null ? null : { kind: 'empty', ...head, end: cursor.end }
}

function tableConstraintBody(cursor: TokenCursor, head: Head): ConstraintSyntax | null {
  if (cursor.accept('PRIMARY', 'KEY')) return tablePrimaryKey(cursor, head)
  if (cursor.accept('UNIQUE')) {
    const columns = cursor.list(() => keyColumn(cursor))
    return { kind: 'unique', ...head, columns, ...conflictClause(cursor) }
  }
  if (cursor.accept('CHECK')) return check(cursor, head)
  if (cursor.accept('FOREIGN', 'KEY')) {
    const columns = cursor.list(() => cursor.name())
    return references(cursor, { ...head, columns })
  }
  return null
}

function columnPrimaryKey(cursor: TokenCursor, head: Head): ConstraintSyntax {
  const descending = direction(cursor)
  const { onConflict } = conflictClause(cursor)
  const autoincrement = autoincrementSpan(cursor)
  return { kind: 'primaryKey', ...head, columns: [], descending, autoincrement, onConflict, end: cursor.end }
}

function tablePrimaryKey(cursor: TokenCursor, head: Head): ConstraintSyntax {
  let autoincrement: ReturnType<typeof autoincrementSpan> = null
  const columns = cursor.list(() => {
    const column = keyColumn(cursor)
    autoincrement = autoincrementSpan(cursor) ?? autoincrement
    return column
  })
  return { kind: 'primaryKey', ...head, columns, descending: false, autoincrement, ...conflictClause(cursor) }
}

function autoincrementSpan(cursor: TokenCursor) {
  const token = cursor.peek()
  return token !== undefined && cursor.accept('AUTOINCREMENT') ? { start: token.start, end: token.end } : null
}

function keyColumn(cursor: TokenCursor): KeyColumn {
  const name = cursor.name()
  const collation = cursor.accept('COLLATE') ? cursor.name().name : null
  const descending = direction(cursor)
  return { name, collation, descending, start: name.start, end: cursor.end }
}

function direction(cursor: TokenCursor): boolean {
  if (cursor.accept('DESC')) return true
  cursor.accept('ASC')
  return false
}

/** ON CONFLICT, and where the constraint ends. */
function conflictClause(cursor: TokenCursor): { readonly onConflict: ConflictResolution | null; readonly end: number } {
  if (!cursor.accept('ON', 'CONFLICT')) return { onConflict: null, end: cursor.end }
  const resolution = cursor.next().text.toLowerCase() as ConflictResolution
  return { onConflict: resolution, end: cursor.end }
}

function check(cursor: TokenCursor, head: Head): CheckSyntax {
  const expression = cursor.parenthesized()
  return { kind: 'check', ...head, sql: cursor.text(expression).trim(), expression, ...conflictClause(cursor) }
}

function defaultClause(cursor: TokenCursor, head: Head): DefaultSyntax {
  const start = cursor.peek()?.start ?? cursor.end
  if (cursor.atSymbol('(')) cursor.parenthesized()
  else {
    while (cursor.acceptSymbol('+') || cursor.acceptSymbol('-'));
    cursor.next()
  }
  const expression = { start, end: cursor.end }
  return { kind: 'default', ...head, sql: cursor.text(expression), expression, end: cursor.end }
}

function generated(cursor: TokenCursor, head: Head): GeneratedSyntax {
  cursor.expect('AS')
  const expression = cursor.parenthesized()
  const stored = cursor.accept('STORED')
  if (!stored) cursor.accept('VIRTUAL')
  return { kind: 'generated', ...head, sql: cursor.text(expression).trim(), expression, stored, end: cursor.end }
}

function references(cursor: TokenCursor, head: Head & { readonly columns: readonly NameNode[] }): ForeignKeySyntax {
  cursor.expect('REFERENCES')
  const table = cursor.name()
  const referredColumns = cursor.atSymbol('(') ? cursor.list(() => cursor.name()) : []
  let onDelete: ReferentialAction = 'no action'
  let onUpdate: ReferentialAction = 'no action'
  let match: ForeignKey['match'] = 'simple'
  for (;;) {
    if (cursor.accept('ON', 'DELETE')) onDelete = referentialAction(cursor)
    else if (cursor.accept('ON', 'UPDATE')) onUpdate = referentialAction(cursor)
    else if (cursor.accept('ON', 'INSERT')) referentialAction(cursor)
    else if (cursor.accept('MATCH')) match = matchKind(cursor.next().text)
    else break
  }
  const { deferrable, initially } = deferral(cursor) ?? { deferrable: false, initially: 'immediate' as const }
  const actions = { onDelete, onUpdate, match, deferrable, initially }
  return { kind: 'foreignKey', ...head, table, referredColumns, ...actions, end: cursor.end }
}

function referentialAction(cursor: TokenCursor): ReferentialAction {
  if (cursor.accept('SET', 'NULL')) return 'set null'
  if (cursor.accept('SET', 'DEFAULT')) return 'set default'
  if (cursor.accept('CASCADE')) return 'cascade'
  if (cursor.accept('RESTRICT')) return 'restrict'
  cursor.expect('NO', 'ACTION')
  return 'no action'
}

const matchKind = (word: string): ForeignKey['match'] =>
  /^full$/i.test(word) ? 'full' : /^partial$/i.test(word) ? 'partial' : 'simple'

/** [NOT] DEFERRABLE [INITIALLY …]; null where none follows. */
function deferral(cursor: TokenCursor): { readonly deferrable: boolean; readonly initially: Initially } | null {
  const negated = cursor.accept('NOT', 'DEFERRABLE')
  if (!negated && !cursor.accept('DEFERRABLE')) return null
  let initially: Initially = 'immediate'
  if (cursor.accept('INITIALLY', 'DEFERRED')) initially = 'deferred'
  else cursor.accept('INITIALLY', 'IMMEDIATE')
  return { deferrable: !negated, initially }
}
