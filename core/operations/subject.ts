import { qualified } from '../schema/table-name'
import { visit, type Operation, type Station } from './operation'

/** What an operation is about: its table, its column, the name of its index or constraint. */
export interface Subject {
  readonly table?: string
  readonly column?: string
  readonly name?: string
}

export function subjectOf(operation: Operation): Subject {
  return visit(subjects, operation)
}

const named = (name: string | null): { readonly name?: string } => (name === null ? {} : { name })

const subjects: Station<Subject> = {
  addColumn: ({ table, column }) => ({ table: qualified(table), column: column.name }),
  alterColumn: ({ table, columnName }) => ({ table: qualified(table), column: columnName }),
  batchAlterTable: ({ table }) => ({ table: qualified(table) }),
  bulkInsert: ({ table }) => ({ table: qualified(table) }),
  createCheckConstraint: ({ table, constraint }) => ({ table: qualified(table), ...named(constraint.name) }),
  createForeignKey: ({ table, constraint }) => ({ table: qualified(table), ...named(constraint.name) }),
  createIndex: ({ table, index }) => ({ table: qualified(table), name: index.name }),
  createPrimaryKey: ({ table, constraint }) => ({ table: qualified(table), ...named(constraint.name) }),
  createMaterializedView: ({ view }) => ({ name: qualified(view) }),
  createView: ({ view }) => ({ name: qualified(view) }),
  dropMaterializedView: ({ view }) => ({ name: qualified(view) }),
  dropView: ({ view }) => ({ name: qualified(view) }),
  refreshMaterializedView: ({ view }) => ({ name: qualified(view) }),
  replaceView: ({ view }) => ({ name: qualified(view) }),
  addEnumValue: ({ type }) => ({ name: qualified(type) }),
  alterEnum: ({ type }) => ({ name: qualified(type) }),
  createEnum: ({ type }) => ({ name: qualified(type) }),
  dropEnum: ({ type }) => ({ name: qualified(type) }),
  renameEnumValue: ({ type }) => ({ name: qualified(type) }),
  renameConstraint: ({ table, name }) => ({ table: qualified(table), name }),
  validateConstraint: ({ table, name }) => ({ table: qualified(table), name }),
  createExcludeConstraint: ({ table, name }) => ({ table: qualified(table), name }),
  commentOn: ({ name }) => ({ name }),
  renameIndex: ({ index }) => ({ name: qualified(index) }),
  createTrigger: ({ table, name }) => ({ table: qualified(table), name }),
  dropTrigger: ({ table, name }) => ({ table: qualified(table), name }),
  createExtension: ({ name }) => ({ name }),
  dropExtension: ({ name }) => ({ name }),
  createSchema: ({ name }) => ({ name }),
  dropSchema: ({ name }) => ({ name }),
  createSequence: ({ sequence }) => ({ name: qualified(sequence) }),
  alterSequence: ({ sequence }) => ({ name: qualified(sequence) }),
  dropSequence: ({ sequence }) => ({ name: qualified(sequence) }),
  createDomain: ({ domain }) => ({ name: qualified(domain) }),
  dropDomain: ({ domain }) => ({ name: qualified(domain) }),
  createFunction: ({ routine }) => ({ name: qualified(routine) }),
  replaceFunction: ({ routine }) => ({ name: qualified(routine) }),
  dropFunction: ({ routine }) => ({ name: qualified(routine) }),
  createPolicy: ({ table, name }) => ({ table: qualified(table), name }),
  dropPolicy: ({ table, name }) => ({ table: qualified(table), name }),
  enableRowSecurity: ({ table }) => ({ table: qualified(table) }),
  disableRowSecurity: ({ table }) => ({ table: qualified(table) }),
  setTableOptions: ({ table }) => ({ table: qualified(table) }),
  createPartition: ({ partition, table }) => ({ table: qualified(table), name: partition.name }),
  attachPartition: ({ partition, table }) => ({ table: qualified(table), name: partition.name }),
  detachPartition: ({ partition, table }) => ({ table: qualified(table), name: partition.name }),
  custom: ({ name }) => ({ name }),
  createTable: ({ table }) => ({ table: qualified(table.name) }),
  createTableComment: ({ table }) => ({ table: qualified(table) }),
  createUniqueConstraint: ({ table, constraint }) => ({ table: qualified(table), ...named(constraint.name) }),
  dropColumn: ({ table, columnName }) => ({ table: qualified(table), column: columnName }),
  dropConstraint: ({ table, name }) => ({ table: qualified(table), ...named(name) }),
  dropIndex: ({ table, name }) => ({ ...(table === null ? {} : { table: qualified(table) }), name }),
  dropTable: ({ table }) => ({ table: qualified(table) }),
  dropTableComment: ({ table }) => ({ table: qualified(table) }),
  execute: () => ({}),
  query: () => ({}),
  renameTable: ({ table }) => ({ table: qualified(table) }),
}
