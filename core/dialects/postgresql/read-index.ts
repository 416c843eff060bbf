import type { IndexElement, TableIndex } from '../../schema/table-index'
import { withoutOuterParentheses } from './parentheses'
import { list, type IndexElementRow, type IndexRow } from './catalogue-rows'

const DESCENDING = 1
const NULLS_FIRST = 2

export function readIndex(row: IndexRow): TableIndex {
  const elements = JSON.parse(row.elements) as readonly IndexElementRow[]
  return {
    kind: 'index',
    name: row.name,
    elements: elements.map(readElement),
    unique: row.is_unique,
    where: row.predicate === null ? null : withoutOuterParentheses(row.predicate),
    using: row.method === 'btree' ? null : row.method,
    include: list(row.included),
    with: Object.fromEntries(list(row.storage).map(option => splitAt(option, option.indexOf('=')))),
    tablespace: row.tablespace,
    nullsNotDistinct: row.nulls_not_distinct,
  }
}

const splitAt = (text: string, at: number): readonly [string, string] => [text.slice(0, at), text.slice(at + 1)]

/** A bare column by its name; one with a collation, an operator class or an order as an expression. */
function readElement({ column, text, option, operatorClass, collation }: IndexElementRow): IndexElement {
  const tail = [
    ...(collation === null ? [] : [`COLLATE "${collation}"`]),
    ...(operatorClass === null ? [] : [operatorClass]),
    ...order(option),
  ].join(' ')
  if (column === null) return { kind: 'expression', sql: [keyText(text), tail].join(' ').trim() }
  if (tail === '') return { kind: 'column', name: column }
  return { kind: 'expression', sql: `"${column.replaceAll('"', '""')}" ${tail}` }
}

/** The server prints an operation in two pairs of parentheses, where one is what CREATE INDEX asks for. */
const keyText = (text: string): string => {
  const inner = withoutOuterParentheses(text)
  return inner.startsWith('(') && withoutOuterParentheses(inner) !== inner ? inner : text
}

/** Descending keys have their nulls first by default, ascending ones last. */
function order(option: number): readonly string[] {
  const descending = (option & DESCENDING) !== 0
  const nullsFirst = (option & NULLS_FIRST) !== 0
  if (descending) return nullsFirst ? ['DESC'] : ['DESC', 'NULLS LAST']
  return nullsFirst ? ['NULLS FIRST'] : []
}
