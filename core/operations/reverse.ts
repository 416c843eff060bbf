import type { Constraint } from '../schema/constraint'
import { qualified, type TableName } from '../schema/table-name'
import type { AlterColumn, ColumnChanges, ColumnProperties } from './alter-column'
import type { DropConstraint } from './drop-constraint'
import { irreversible } from './irreversible'
import { objectReversals } from './reverse-objects'
import { visit, type Operation, type Station } from './operation'

/** The operation that undoes this one. `NOT_REVERSIBLE` where what was there before is not known. */
export function reverse(operation: Operation): Operation {
  return visit(reversals, operation)
}

/** The operations that undo these, last first. */
export const reverseAll = (operations: readonly Operation[]): readonly Operation[] => operations.map(reverse).reverse()

const reversals: Station<Operation> = {
  ...objectReversals,

  createTable: ({ table, ifNotExists }) => ({
    kind: 'dropTable',
    table: table.name,
    ifExists: ifNotExists,
    cascade: false,
    was: table,
  }),

  dropTable({ table, ifExists, was }) {
    if (was === null) return irreversible(`Dropping the table ${qualified(table)}`, 'its definition is not known')
    return { kind: 'createTable', table: was, ifNotExists: ifExists }
  },

  renameTable: ({ table, newName }) => ({
    kind: 'renameTable',
    table: { schema: table.schema, name: newName },
    newName: table.name,
  }),

  addColumn: ({ table, column, constraints, ifNotExists }) => ({
    kind: 'dropColumn',
    table,
    columnName: column.name,
    ifExists: ifNotExists,
    cascade: false,
    was: column,
    constraints,
  }),

  dropColumn({ table, columnName, ifExists, was, constraints }) {
    if (was === null)
      return irreversible(`Dropping ${qualified(table)}.${columnName}`, 'the definition of the column is not known')
    return { kind: 'addColumn', table, column: was, constraints, ifNotExists: ifExists, position: null }
  },

  alterColumn,

  createIndex: ({ table, index, concurrently, ifNotExists }) => ({
    kind: 'dropIndex',
    name: index.name,
    schema: table.schema,
    table,
    concurrently,
    ifExists: ifNotExists,
    was: index,
  }),

  dropIndex({ name, table, concurrently, ifExists, was }) {
    if (was === null || table === null) return irreversible(`Dropping the index ${name}`, 'its definition is not known')
    return { kind: 'createIndex', table, index: was, concurrently, ifNotExists: ifExists }
  },

  createForeignKey: ({ table, constraint }) => dropOf(table, constraint),
  createUniqueConstraint: ({ table, constraint }) => dropOf(table, constraint),
  createPrimaryKey: ({ table, constraint }) => dropOf(table, constraint),
  createCheckConstraint: ({ table, constraint }) => dropOf(table, constraint),

  dropConstraint({ table, name, was }) {
    if (was === null) {
      const what = name === null ? 'a constraint without a name' : `the constraint ${name}`
      return irreversible(`Dropping ${what} of ${qualified(table)}`, 'its definition is not known')
    }
    return was.kind === 'createExcludeConstraint' ? was : createOf(table, was)
  },

  createTableComment: ({ table, comment, existing }) =>
    existing === null
      ? { kind: 'dropTableComment', table, existing: comment }
      : { kind: 'createTableComment', table, comment: existing, existing: comment },

  dropTableComment({ table, existing }) {
    if (existing === null) return irreversible(`Dropping the comment of ${qualified(table)}`, 'its text is not known')
    return { kind: 'createTableComment', table, comment: existing, existing: null }
  },

  /** Inside out: the last change first. What steered the rebuild forwards (order, extra constraints) steers nothing back. */
  batchAlterTable: ({ table, operations, recreate }) => ({
    kind: 'batchAlterTable',
    table,
    operations: reverseAll(operations),
    recreate,
    copyFrom: null,
    tableArgs: [],
    partialReordering: [],
  }),

  bulkInsert: ({ table }) =>
    irreversible(`Inserting rows into ${qualified(table)}`, 'which rows were there before is not known'),
  execute: () => irreversible('Running SQL', 'what it changed is not known'),
  query: () => irreversible('Reading rows', 'there is nothing to undo'),
}

/** The operation that creates a constraint. */
export function createOf(table: TableName, constraint: Constraint): Operation {
  switch (constraint.kind) {
    case 'primaryKey':
      return { kind: 'createPrimaryKey', table, constraint }
    case 'unique':
      return { kind: 'createUniqueConstraint', table, constraint }
    case 'foreignKey':
      return { kind: 'createForeignKey', table, constraint }
    case 'check':
      return { kind: 'createCheckConstraint', table, constraint }
  }
}

/** The operation that drops a constraint, with all it takes to bring it back. */
export function dropOf(table: TableName, was: Constraint): DropConstraint {
  const unnamed = was.name === null
  return {
    kind: 'dropConstraint',
    table,
    name: was.name,
    type: was.kind,
    columns: unnamed && was.kind !== 'check' ? was.columns : null,
    condition: unnamed && was.kind === 'check' ? was.sql : null,
    ifExists: false,
    cascade: false,
    was,
  }
}

function alterColumn({ table, columnName, changes, existing }: AlterColumn): AlterColumn {
  const { newName, ...properties } = changes
  const unknown = Object.keys(properties).find(property => !(property in existing))
  if (unknown !== undefined)
    return irreversible(`Changing ${qualified(table)}.${columnName}`, `its ${unknown} before is not known`)
  return {
    kind: 'alterColumn',
    table,
    columnName: newName ?? columnName,
    changes: {
      ...former(existing, properties),
      ...(newName === undefined ? {} : { newName: columnName }),
    },
    existing: { ...existing, ...properties },
    using: null,
    position: null,
  }
}

/** Of what is known, that which is changed. */
function former(existing: ColumnProperties, changed: ColumnProperties): ColumnChanges {
  return Object.fromEntries(Object.entries(existing).filter(([property]) => property in changed))
}
