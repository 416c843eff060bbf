import type { Schema, View } from '../schema/schema'
import { qualified, sameTable, type TableName } from '../schema/table-name'
import { applyAddEnumValue, applyCreateEnum, applyDropEnum, withEnumValues } from './apply-enum'
import { applyCommentOn, applyRenameConstraint, applyRenameIndex, applyValidateConstraint } from './apply-names'
import { changeTable } from './change-table'
import { impossible } from './impossible'
import type { Station } from './operation'

/** The schema's model does not hold such things, so it stays as it is. */
const unknownToSchema = (_operation: unknown, schema: Schema): Schema => schema

/** What becomes of a schema by operations on things beside tables. */
export const objectApplications = {
  createView({ view, sql, ifNotExists }, schema) {
    if (viewOf(schema, view) === undefined)
      return { ...schema, views: [...schema.views, { kind: 'view', name: view, sql }] }
    return ifNotExists ? schema : impossible(`There is a view ${qualified(view)} already.`)
  },
  dropView({ view, ifExists }, schema) {
    if (viewOf(schema, view) === undefined)
      return ifExists ? schema : impossible(`There is no view ${qualified(view)}.`)
    return { ...schema, views: schema.views.filter(({ name }) => !sameTable(name, view)) }
  },
  replaceView({ view, sql }, schema) {
    const replaced: View = { kind: 'view', name: view, sql }
    if (viewOf(schema, view) === undefined) return { ...schema, views: [...schema.views, replaced] }
    return { ...schema, views: schema.views.map(other => (sameTable(other.name, view) ? replaced : other)) }
  },
  createMaterializedView: unknownToSchema,
  refreshMaterializedView: unknownToSchema,
  dropMaterializedView: unknownToSchema,

  createSequence: unknownToSchema,
  alterSequence: unknownToSchema,
  dropSequence: unknownToSchema,
  createDomain: unknownToSchema,
  dropDomain: unknownToSchema,
  createExtension: unknownToSchema,
  dropExtension: unknownToSchema,
  createSchema: unknownToSchema,
  dropSchema: unknownToSchema,
  createTrigger: unknownToSchema,
  dropTrigger: unknownToSchema,
  createFunction: unknownToSchema,
  replaceFunction: unknownToSchema,
  dropFunction: unknownToSchema,

  createPolicy: unknownToSchema,
  dropPolicy: unknownToSchema,
  enableRowSecurity: unknownToSchema,
  disableRowSecurity: unknownToSchema,
  createPartition: unknownToSchema,
  attachPartition: unknownToSchema,
  detachPartition: unknownToSchema,
  setTableOptions: ({ table: name, changes: { strict, withoutRowid } }, schema) =>
    changeTable(schema, name, table => ({
      ...table,
      strict: strict ?? table.strict,
      withoutRowid: withoutRowid ?? table.withoutRowid,
    })),

  custom: ({ args, definition }, schema) => definition.apply?.(args, schema) ?? schema,

  renameIndex: applyRenameIndex,
  renameConstraint: applyRenameConstraint,
  validateConstraint: applyValidateConstraint,
  createExcludeConstraint: unknownToSchema,
  commentOn: applyCommentOn,

  createEnum: applyCreateEnum,
  dropEnum: applyDropEnum,
  addEnumValue: applyAddEnumValue,
  renameEnumValue: ({ type, value, newValue }, schema) =>
    withEnumValues(schema, type, values => values.map(other => (other === value ? newValue : other))),
  alterEnum: ({ type, values }, schema) => withEnumValues(schema, type, () => values),
} satisfies Partial<Station<Schema, [schema: Schema]>>

const viewOf = (schema: Schema, view: TableName): View | undefined =>
  schema.views.find(({ name }) => sameTable(name, view))
