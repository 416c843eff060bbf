import type { CreateIndex } from '../../operations/create-index'
import type { DropIndex } from '../../operations/drop-index'
import type { Operation } from '../../operations/operation'
import type { IndexElement, TableIndex } from '../../schema/table-index'
import type { TableName } from '../../schema/table-name'
import { includedSides, standsOn, unmatched, type TablePair } from './table-pair'

export function compareIndexes(pair: TablePair, replaced: readonly string[]): readonly Operation[] {
  const { wanted, found } = pair
  const same = (a: TableIndex, b: TableIndex): boolean => !standsOn(columnsOf(a), replaced) && sameIndex(pair, a, b)
  const { added, removed } = includedSides(unmatched(wanted.indexes, found.indexes, same), 'index', pair)
  return [
    ...removed.map(index => dropIndexOf(found.name, index)),
    ...added.map(index => createIndexOf(found.name, index)),
  ]
}

export const createIndexOf = (table: TableName, index: TableIndex): CreateIndex => ({
  kind: 'createIndex',
  table,
  index,
  concurrently: false,
  ifNotExists: false,
})

const dropIndexOf = (table: TableName, was: TableIndex): DropIndex => ({
  kind: 'dropIndex',
  name: was.name,
  schema: table.schema,
  table,
  concurrently: false,
  ifExists: false,
  was,
})

const columnsOf = ({ elements, include }: TableIndex): readonly string[] => [
  ...elements.filter(element => element.kind === 'column').map(({ name }) => name),
  ...include,
]

function sameIndex({ texts }: TablePair, a: TableIndex, b: TableIndex): boolean {
  return (
    a.name === b.name &&
    a.unique === b.unique &&
    a.using === b.using &&
    a.tablespace === b.tablespace &&
    a.nullsNotDistinct === b.nullsNotDistinct &&
    a.include.join('\0') === b.include.join('\0') &&
    settings(a) === settings(b) &&
    a.elements.length === b.elements.length &&
    a.elements.every((element, position) => sameElement(texts, element, b.elements[position])) &&
    texts.same(a.where, b.where)
  )
}

function sameElement(texts: TablePair['texts'], a: IndexElement, b: IndexElement | undefined): boolean {
  if (b === undefined) return false
  if (a.kind === 'column' && b.kind === 'column') return a.name === b.name
  return texts.same(elementText(a), elementText(b))
}

const elementText = (element: IndexElement): string =>
  element.kind === 'column' ? `"${element.name.replaceAll('"', '""')}"` : element.sql

const settings = (index: TableIndex): string =>
  Object.entries(index.with)
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('\0')
