import { nearest } from '../config/nearest'
import { RetortError } from '../errors'
import type { Schema } from '../schema/schema'
import type { Table } from '../schema/table'
import { qualified } from '../schema/table-name'

/** Refuses a model whose keys and indexes name columns or tables it does not have. `places` says where each table was exported. */
export function checkReferences(schema: Schema, places: ReadonlyMap<string, string>): void {
  const tables = new Map(schema.tables.map(table => [qualified(table.name), table]))
  for (const table of schema.tables) {
    const place = places.get(qualified(table.name)) ?? qualified(table.name)
    for (const { columns, what } of ownColumns(table)) requireColumns(table, columns, `${place}: ${what}`)
    for (const key of table.foreignKeys) {
      const name = qualified(key.referredTable)
      const referred = tables.get(name)
      const where = `${place}: the foreign key on (${key.columns.join(', ')})`
      if (!referred)
        throw unknown(
          `${where} refers to the table ${name}, which the model does not have.`,
          nearest(name, [...tables.keys()]),
        )
      requireColumns(referred, key.referredColumns, where)
    }
  }
}

function ownColumns(table: Table): readonly { readonly columns: readonly string[]; readonly what: string }[] {
  return [
    ...(table.primaryKey ? [{ columns: table.primaryKey.columns, what: 'the primary key' }] : []),
    ...table.uniques.map(({ name, columns }) => ({ columns, what: `the unique constraint ${name ?? ''}`.trim() })),
    ...table.foreignKeys.map(({ columns }) => ({ columns, what: 'the foreign key' })),
    ...table.indexes.map(({ name, elements }) => ({
      columns: elements.filter(element => element.kind === 'column').map(element => element.name),
      what: `the index ${name}`,
    })),
  ]
}

function requireColumns(table: Table, columns: readonly string[], where: string): void {
  const known = table.columns.map(column => column.name)
  const missing = columns.find(column => !known.includes(column))
  if (missing === undefined) return
  throw unknown(
    `${where} names the column ${missing}, which ${qualified(table.name)} does not have.`,
    nearest(missing, known),
  )
}

const unknown = (message: string, near: string | null): RetortError =>
  new RetortError('BAD_MODEL', message, { hint: near === null ? 'Correct the name.' : `Did you mean "${near}"?` })
