import { TokenCursor, type NameNode, type Span } from './token-cursor'

export type TriggerTiming = 'before' | 'after' | 'instead of'
export type TriggerEvent = 'insert' | 'update' | 'delete'

/** The syntax tree of a CREATE TRIGGER, down to its head; the body is text. */
export interface CreateTriggerStatement {
  readonly kind: 'createTrigger'
  readonly sql: string
  readonly schema: NameNode | null
  readonly name: NameNode
  readonly table: NameNode
  readonly timing: TriggerTiming
  readonly event: TriggerEvent
  /** The columns of UPDATE OF; empty for any column. */
  readonly updateOf: readonly NameNode[]
  /** All that follows the table: FOR EACH ROW, WHEN, and the statements. */
  readonly body: Span
}

export function parseCreateTrigger(sql: string): CreateTriggerStatement {
  const cursor = new TokenCursor(sql)
  cursor.expect('CREATE')
  if (!cursor.accept('TEMP')) cursor.accept('TEMPORARY')
  cursor.expect('TRIGGER')
  cursor.accept('IF', 'NOT', 'EXISTS')
  const { schema, name } = cursor.qualifiedName()
  const timing = parseTiming(cursor)
  const event = parseEvent(cursor)
  const updateOf = event === 'update' && cursor.accept('OF') ? parseColumns(cursor) : []
  cursor.expect('ON')
  const table = cursor.name()
  const body = { start: cursor.end, end: sql.length }
  return { kind: 'createTrigger', sql, schema, name, table, timing, event, updateOf, body }
}

function parseTiming(cursor: TokenCursor): TriggerTiming {
  if (cursor.accept('AFTER')) return 'after'
  if (cursor.accept('INSTEAD', 'OF')) return 'instead of'
  cursor.accept('BEFORE')
  return 'before'
}

function parseEvent(cursor: TokenCursor): TriggerEvent {
  if (cursor.accept('INSERT')) return 'insert'
  if (cursor.accept('DELETE')) return 'delete'
  cursor.expect('UPDATE')
  return 'update'
}

function parseColumns(cursor: TokenCursor): readonly NameNode[] {
  const columns = [cursor.name()]
  while (cursor.acceptSymbol(',')) columns.push(cursor.name())
  return columns
}
