import type { IndexElement, TableIndex } from '../../schema/table-index'
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
    where: row.predicate,
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
  if (column === null) return { kind: 'expression', sql: tail === '' ? text : `${text} ${tail}` }
  if (tail === '') return { kind: 'column', name: column }
  return { kind: 'expression', sql: `"${column.replaceAll('"', '""')}" ${tail}` }
}

/** Descending keys have their nulls first by default, ascending ones last. */
function order(option: number): readonly string[] {
  const descending = (option & DESCENDING) !== 0
  const nullsFirst = (option & NULLS_FIRST) !== 0
  if (descending) return nullsFirst ? ['DESC'] : ['DESC', 'NULLS LAST']
  return nullsFirst ? ['NULLS FIRST'] : []
}
