import { RetortError } from '../errors'
import type { Column } from '../schema/column'
import type { Schema } from '../schema/schema'
import { columnOf, type Table } from '../schema/table'
import { qualified, sameTable } from '../schema/table-name'
import type { AlterColumn } from './alter-column'

/** The schema after a change of a column that it has. A new name is followed wherever the old one stood. */
export function applyAlterColumn({ table: name, columnName, changes }: AlterColumn, schema: Schema): Schema {
  const { newName = columnName, ...properties } = changes
  const altered = (table: Table): Table => ({
    ...table,
    columns: table.columns.map(column => (column.name === columnName ? { ...column, ...properties } : column)),
  })
  const tables = schema.tables.map(table => (sameTable(table.name, name) ? altered(table) : table))
  if (newName === columnName) return { ...schema, tables }
  return { ...schema, tables: tables.map(table => renamed(table, { table: name, from: columnName, to: newName })) }
}

interface Renaming {
  readonly table: Table['name']
  readonly from: string
  readonly to: string
}

function renamed(table: Table, renaming: Renaming): Table {
  const { from, to } = renaming
  const all = (names: readonly string[]): readonly string[] => names.map(name => (name === from ? to : name))
  const foreignKeys = table.foreignKeys.map(key =>
    sameTable(key.referredTable, renaming.table) ? { ...key, referredColumns: all(key.referredColumns) } : key,
  )
  if (!sameTable(table.name, renaming.table)) return { ...table, foreignKeys }
  if (columnOf(table, to) !== undefined)
    throw new RetortError('BAD_OPERATION', `${qualified(table.name)} has a column ${to} already.`, {
      hint: 'Choose another name, or drop that column first.',
    })

  const within = (sql: string): string => renameInExpression(sql, from, to)
  const column = (one: Column): Column => ({
    ...one,
    name: one.name === from ? to : one.name,
    generated: one.generated === null ? null : { ...one.generated, sql: within(one.generated.sql) },
  })
  return {
    ...table,
    columns: table.columns.map(column),
    primaryKey: table.primaryKey === null ? null : { ...table.primaryKey, columns: all(table.primaryKey.columns) },
    uniques: table.uniques.map(item => ({ ...item, columns: all(item.columns) })),
    foreignKeys: foreignKeys.map(item => ({ ...item, columns: all(item.columns) })),
    checks: table.checks.map(item => ({ ...item, sql: within(item.sql) })),
    indexes: table.indexes.map(index => ({
      ...index,
      elements: index.elements.map(element =>
        element.kind === 'column'
          ? { ...element, name: element.name === from ? to : element.name }
          : { ...element, sql: within(element.sql) },
      ),
      include: all(index.include),
      where: index.where === null ? null : within(index.where),
    })),
  }
}

/** Replaces a column's name in SQL text: quoted or bare, never inside a string or where a function is called. */
export function renameInExpression(sql: string, from: string, to: string): string {
  const quotedFrom = `"${from.replaceAll('"', '""')}"`
  const quotedTo = `"${to.replaceAll('"', '""')}"`
  const bareTo = /^[a-z_][a-z0-9_]*$/.test(to) ? to : quotedTo
  return sql.replace(
    /'(?:[^']|'')*'|"(?:[^"]|"")*"|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*(?!\s*\(|[\w$\u0080-\uffff])/g,
    token => {
      if (token === quotedFrom) return quotedTo
      return token === from ? bareTo : token
    },
  )
}
