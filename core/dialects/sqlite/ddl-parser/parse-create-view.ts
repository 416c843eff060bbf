import { TokenCursor, type NameNode } from './token-cursor'

/** The syntax tree of a CREATE VIEW. */
export interface CreateViewStatement {
  readonly kind: 'createView'
  readonly sql: string
  readonly schema: NameNode | null
  readonly name: NameNode
  readonly columns: readonly string[]
  /** The SELECT, as spelled. */
  readonly query: string
}

export function parseCreateView(sql: string): CreateViewStatement {
  const cursor = new TokenCursor(sql)
  cursor.expect('CREATE')
  if (!cursor.accept('TEMP')) cursor.accept('TEMPORARY')
  cursor.expect('VIEW')
  cursor.accept('IF', 'NOT', 'EXISTS')
  const { schema, name } = cursor.qualifiedName()
  const columns = cursor.atSymbol('(') ? cursor.list(() => cursor.name().name) : []
  cursor.expect('AS')
  const query = sql.slice(cursor.end).trim().replace(/;$/, '').trimEnd()
  return { kind: 'createView', sql, schema, name, columns, query }
}
