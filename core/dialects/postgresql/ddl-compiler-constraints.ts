import { RetortError } from '../../errors'
import type { CommentKind, CommentOn } from '../../operations/comment-on'
import type { CreateExcludeConstraint } from '../../operations/create-exclude-constraint'
import { statement, type Statement } from '../statement'
import { PostgresqlEnumCompiler } from './ddl-compiler-enums'

/** Constraints of PostgreSQL's own, and comments. */
export abstract class PostgresqlConstraintCompiler extends PostgresqlEnumCompiler {
  override createExcludeConstraint(operation: CreateExcludeConstraint): readonly Statement[] {
    const { table, name, elements, using, where } = operation
    const pairs = elements.map(({ element, operator }) => `${this.indexElement(element)} WITH ${operator}`).join(', ')
    const condition = where === null ? '' : ` WHERE (${where})`
    const body = `EXCLUDE USING ${using} (${pairs})${condition}${this.deferral(operation)}`
    return [statement(`ALTER TABLE ${this.table(table)} ADD CONSTRAINT ${this.quote(name)} ${body}`)]
  }

  override commentOn(operation: CommentOn): readonly Statement[] {
    return [statement(`COMMENT ON ${this.commented(operation)} IS ${this.literal(operation.comment)}`)]
  }

  /** The kind of the object and its name: `TRIGGER "t" ON "users"`. */
  private commented(operation: CommentOn): string {
    const { object, name, schema, of } = operation
    const keyword = KEYWORDS[object]
    if (object === 'column') return `${keyword} ${this.ownerOf(operation)}.${this.quote(name)}`
    if (BELONGS_TO_TABLE.includes(object)) return `${keyword} ${this.quote(name)} ON ${this.ownerOf(operation)}`
    if (object === 'schema' || object === 'extension') return `${keyword} ${this.quote(name)}`
    const list = object === 'function' && operation.arguments !== null ? `(${operation.arguments})` : ''
    return `${keyword} ${this.table({ schema: of?.schema ?? schema, name })}${list}`
  }

  private ownerOf({ object, name, of }: CommentOn): string {
    if (of !== null) return this.table(of)
    throw new RetortError('BAD_OPERATION', `The ${object} ${name} to comment on is of no table.`, {
      hint: 'Say which one it is of by the option table.',
    })
  }
}

const BELONGS_TO_TABLE: readonly CommentKind[] = ['constraint', 'trigger', 'policy']

const KEYWORDS: Readonly<Record<CommentKind, string>> = {
  table: 'TABLE',
  view: 'VIEW',
  materializedView: 'MATERIALIZED VIEW',
  index: 'INDEX',
  sequence: 'SEQUENCE',
  type: 'TYPE',
  domain: 'DOMAIN',
  column: 'COLUMN',
  constraint: 'CONSTRAINT',
  trigger: 'TRIGGER',
  policy: 'POLICY',
  function: 'FUNCTION',
  schema: 'SCHEMA',
  extension: 'EXTENSION',
}
