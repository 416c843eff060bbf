import type { Constraint } from '../schema/constraint'
import type { Schema } from '../schema/schema'
import { constraintsOf, type Table } from '../schema/table'
import { qualified } from '../schema/table-name'
import { changeTable } from './change-table'
import type { CommentOn } from './comment-on'
import { impossible } from './impossible'
import type { RenameConstraint } from './rename-constraint'
import type { RenameIndex } from './rename-index'
import type { ValidateConstraint } from './validate-constraint'

export function applyRenameIndex({ index: { schema: home, name }, newName }: RenameIndex, schema: Schema): Schema {
  const holder = schema.tables.find(
    table => table.name.schema === home && table.indexes.some(index => index.name === name),
  )
  if (holder === undefined) return impossible(`There is no index ${name}.`)
  return changeTable(schema, holder.name, table => ({
    ...table,
    indexes: table.indexes.map(index => (index.name === name ? { ...index, name: newName } : index)),
  }))
}

export function applyRenameConstraint({ table: home, name, newName }: RenameConstraint, schema: Schema): Schema {
  return changeTable(schema, home, table => {
    const names = constraintsOf(table).map(constraint => constraint.name)
    if (!names.includes(name)) impossible(`${qualified(home)} has no constraint ${name}.`)
    if (names.includes(newName)) impossible(`${qualified(home)} has a constraint ${newName} already.`)
    return eachConstraint(table, constraint =>
      constraint.name === name ? { ...constraint, name: newName } : constraint,
    )
  })
}

export const applyValidateConstraint = ({ table: home, name }: ValidateConstraint, schema: Schema): Schema =>
  changeTable(schema, home, table =>
    eachConstraint(table, constraint =>
      constraint.name === name && 'notValid' in constraint ? { ...constraint, notValid: false } : constraint,
    ),
  )

/** Of all comments the model knows those of tables and columns. */
export function applyCommentOn({ object, name, schema: home, of, comment }: CommentOn, schema: Schema): Schema {
  if (object === 'table') return changeTable(schema, { schema: home, name }, table => ({ ...table, comment }))
  if (object !== 'column' || of === null) return schema
  return changeTable(schema, of, table => ({
    ...table,
    columns: table.columns.map(column => (column.name === name ? { ...column, comment } : column)),
  }))
}

function eachConstraint(table: Table, change: <C extends Constraint>(constraint: C) => C): Table {
  return {
    ...table,
    primaryKey: table.primaryKey === null ? null : change(table.primaryKey),
    uniques: table.uniques.map(change),
    foreignKeys: table.foreignKeys.map(change),
    checks: table.checks.map(change),
  }
}
