import type { Column } from '../schema/column'
import type { Constraint } from '../schema/constraint'
import { tableOf, type Schema } from '../schema/schema'
import { columnOf, constraintsOf, type Table } from '../schema/table'
import { qualified, sameTable, type TableName } from '../schema/table-name'
import { applyAlterColumn } from './apply-alter-column'
import type { AddColumn } from './add-column'
import type { DropConstraint } from './drop-constraint'
import type { DropIndex } from './drop-index'
import { objectApplications } from './apply-objects'
import { changeTable, requireTable } from './change-table'
import { impossible } from './impossible'
import { visit, type Operation, type Station } from './operation'

/** The schema after an operation. What cannot be done to this schema is refused with `BAD_OPERATION`. */
export function apply(operation: Operation, schema: Schema): Schema {
  return visit(applications, operation, schema)
}

export const applyAll = (operations: readonly Operation[], schema: Schema): Schema =>
  operations.reduce((current, operation) => apply(operation, current), schema)

const applications: Station<Schema, [schema: Schema]> = {
  ...objectApplications,

  createTable({ table, ifNotExists }, schema) {
    if (tableOf(schema, table.name) === undefined) return { ...schema, tables: [...schema.tables, table] }
    return ifNotExists ? schema : impossible(`There is a table ${qualified(table.name)} already.`)
  },

  dropTable({ table, ifExists }, schema) {
    if (ifExists && tableOf(schema, table) === undefined) return schema
    requireTable(schema, table)
    return { ...schema, tables: schema.tables.filter(other => !sameTable(other.name, table)) }
  },

  renameTable({ table, newName }, schema) {
    requireTable(schema, table)
    const renamed = { schema: table.schema, name: newName }
    if (tableOf(schema, renamed) !== undefined) impossible(`There is a table ${qualified(renamed)} already.`)
    const follow = (name: TableName): TableName => (sameTable(name, table) ? renamed : name)
    const tables = schema.tables.map(other => ({
      ...other,
      name: follow(other.name),
      foreignKeys: other.foreignKeys.map(key => ({ ...key, referredTable: follow(key.referredTable) })),
    }))
    return { ...schema, tables }
  },

  addColumn: (operation, schema) => changeTable(schema, operation.table, table => withColumn(table, operation)),

  dropColumn: ({ table, columnName, ifExists }, schema) =>
    changeTable(schema, table, found => {
      if (columnOf(found, columnName) !== undefined) return withoutColumn(found, columnName)
      return ifExists ? found : impossible(`${qualified(table)} has no column ${columnName}.`)
    }),

  alterColumn: (operation, schema) => applyAlterColumn(operation, requireColumn(schema, operation)),

  createIndex: ({ table, index, ifNotExists }, schema) =>
    changeTable(schema, table, found => {
      if (!found.indexes.some(({ name }) => name === index.name))
        return { ...found, indexes: [...found.indexes, index] }
      return ifNotExists ? found : impossible(`${qualified(table)} has an index ${index.name} already.`)
    }),

  dropIndex,

  createForeignKey: ({ table, constraint }, schema) => changeTable(schema, table, found => attach(found, constraint)),
  createUniqueConstraint: ({ table, constraint }, schema) =>
    changeTable(schema, table, found => attach(found, constraint)),
  createCheckConstraint: ({ table, constraint }, schema) =>
    changeTable(schema, table, found => attach(found, constraint)),
  createPrimaryKey: ({ table, constraint }, schema) => changeTable(schema, table, found => attach(found, constraint)),
  dropConstraint: (operation, schema) =>
    changeTable(schema, operation.table, table => withoutConstraint(table, operation)),

  createTableComment: ({ table, comment }, schema) => changeTable(schema, table, found => ({ ...found, comment })),
  dropTableComment: ({ table }, schema) => changeTable(schema, table, found => ({ ...found, comment: null })),
  batchAlterTable: ({ operations }, schema) => applyAll(operations, schema),

  // Rows and free SQL leave the schema, as far as it can be told, as it is.
  bulkInsert: (_operation, schema) => schema,
  execute: (_operation, schema) => schema,
  query: (_operation, schema) => schema,
}

function withColumn(table: Table, { column, constraints, ifNotExists, position }: AddColumn): Table {
  if (columnOf(table, column.name) !== undefined)
    return ifNotExists ? table : impossible(`${qualified(table.name)} has a column ${column.name} already.`)
  const place = placeOf(table, position)
  const columns: Column[] = [...table.columns.slice(0, place), column, ...table.columns.slice(place)]
  return constraints.reduce(attach, { ...table, columns })
}

function placeOf(table: Table, position: AddColumn['position']): number {
  if (position === null) return table.columns.length
  const neighbour = 'before' in position ? position.before : position.after
  const index = table.columns.findIndex(({ name }) => name === neighbour)
  if (index < 0) return impossible(`${qualified(table.name)} has no column ${neighbour} to stand beside.`)
  return 'before' in position ? index : index + 1
}

/** Constraints and indexes that stand on the column go with it. */
function withoutColumn(table: Table, column: string): Table {
  const standsElsewhere = ({ columns }: { readonly columns: readonly string[] }): boolean => !columns.includes(column)
  return {
    ...table,
    columns: table.columns.filter(({ name }) => name !== column),
    primaryKey: table.primaryKey?.columns.includes(column) ? null : table.primaryKey,
    uniques: table.uniques.filter(standsElsewhere),
    foreignKeys: table.foreignKeys.filter(standsElsewhere),
    indexes: table.indexes.filter(
      ({ elements }) => !elements.some(element => element.kind === 'column' && element.name === column),
    ),
  }
}

function attach(table: Table, constraint: Constraint): Table {
  const { name } = constraint
  if (name !== null && constraintsOf(table).some(other => other.name === name))
    return impossible(`${qualified(table.name)} has a constraint ${name} already.`)
  const missing = constraint.kind === 'check' ? undefined : constraint.columns.find(column => !columnOf(table, column))
  if (missing !== undefined) return impossible(`${qualified(table.name)} has no column ${missing}.`)
  switch (constraint.kind) {
    case 'primaryKey':
      return withPrimaryKey(table, constraint)
    case 'unique':
      return { ...table, uniques: [...table.uniques, constraint] }
    case 'foreignKey':
      return { ...table, foreignKeys: [...table.foreignKeys, constraint] }
    case 'check':
      return { ...table, checks: [...table.checks, constraint] }
  }
}

function withPrimaryKey(table: Table, primaryKey: NonNullable<Table['primaryKey']>): Table {
  if (table.primaryKey !== null) impossible(`${qualified(table.name)} has a primary key already.`)
  const columns = table.columns.map(column =>
    primaryKey.columns.includes(column.name) ? { ...column, nullable: false } : column,
  )
  return { ...table, columns, primaryKey }
}

function withoutConstraint(table: Table, operation: DropConstraint): Table {
  // The model does not hold exclude constraints.
  if (operation.type === 'exclude') return table
  const doomed = constraintsOf(table).find(constraint => isMeant(constraint, operation))
  if (doomed === undefined) {
    const what = operation.name === null ? 'no such constraint' : `no constraint ${operation.name}`
    return operation.ifExists ? table : impossible(`${qualified(table.name)} has ${what}.`)
  }
  const others = <T extends Constraint>(list: readonly T[]): readonly T[] => list.filter(item => item !== doomed)
  return {
    ...table,
    primaryKey: table.primaryKey === doomed ? null : table.primaryKey,
    uniques: others(table.uniques),
    foreignKeys: others(table.foreignKeys),
    checks: others(table.checks),
  }
}

function isMeant(constraint: Constraint, { name, type, columns, condition }: DropConstraint): boolean {
  if (type !== null && constraint.kind !== type) return false
  if (constraint.name !== name) return false
  if (name !== null || (columns === null && condition === null)) return true
  if (constraint.kind === 'check') return constraint.sql === condition
  return columns !== null && constraint.columns.join('\0') === columns.join('\0')
}

function dropIndex({ name, schema: home, table, ifExists }: DropIndex, schema: Schema): Schema {
  const holder = schema.tables.find(
    candidate =>
      (table === null ? candidate.name.schema === home : sameTable(candidate.name, table)) &&
      candidate.indexes.some(index => index.name === name),
  )
  if (holder === undefined) return ifExists ? schema : impossible(`There is no index ${name}.`)
  return changeTable(schema, holder.name, found => ({
    ...found,
    indexes: found.indexes.filter(index => index.name !== name),
  }))
}

function requireColumn(schema: Schema, operation: { readonly table: TableName; readonly columnName: string }): Schema {
  const table = requireTable(schema, operation.table)
  if (columnOf(table, operation.columnName) === undefined)
    impossible(`${qualified(operation.table)} has no column ${operation.columnName}.`)
  return schema
}
