import { qualified } from '../schema/table-name'
import type { AlterSequence } from './alter-sequence'
import type { SetTableOptions, TableSettings } from './set-table-options'
import { irreversible } from './irreversible'
import type { Operation, Station } from './operation'

/** What undoes the operations on things beside tables. */
export const objectReversals = {
  createView: operation => ({
    kind: 'dropView',
    view: operation.view,
    ifExists: operation.ifNotExists,
    cascade: false,
    was: operation,
  }),
  dropView: ({ view, was }) => was ?? irreversible(`Dropping the view ${qualified(view)}`),
  replaceView: operation => {
    if (operation.existing === null)
      return irreversible(`Replacing the view ${qualified(operation.view)}`, 'its query before is not known')
    return { ...operation, sql: operation.existing, existing: operation.sql }
  },
  createMaterializedView: operation => ({
    kind: 'dropMaterializedView',
    view: operation.view,
    ifExists: operation.ifNotExists,
    cascade: false,
    was: operation,
  }),
  refreshMaterializedView: ({ view }) =>
    irreversible(`Refreshing the materialized view ${qualified(view)}`, 'the rows before are gone'),
  dropMaterializedView: ({ view, was }) => was ?? irreversible(`Dropping the materialized view ${qualified(view)}`),

  createSequence: operation => ({
    kind: 'dropSequence',
    sequence: operation.sequence,
    ifExists: operation.ifNotExists,
    cascade: false,
    was: operation,
  }),
  alterSequence: reverseAlterSequence,
  dropSequence: ({ sequence, was }) => was ?? irreversible(`Dropping the sequence ${qualified(sequence)}`),
  createDomain: operation => ({
    kind: 'dropDomain',
    domain: operation.domain,
    ifExists: false,
    cascade: false,
    was: operation,
  }),
  dropDomain: ({ domain, was }) => was ?? irreversible(`Dropping the domain ${qualified(domain)}`),
  createExtension: operation => ({
    kind: 'dropExtension',
    name: operation.name,
    ifExists: operation.ifNotExists,
    cascade: false,
    was: operation,
  }),
  dropExtension: ({ name, was }) =>
    was ?? irreversible(`Removing the extension ${name}`, 'how it was installed is not known'),
  createSchema: operation => ({
    kind: 'dropSchema',
    name: operation.name,
    ifExists: operation.ifNotExists,
    cascade: false,
    was: operation,
  }),
  dropSchema: ({ name, was }) => was ?? irreversible(`Dropping the schema ${name}`, 'what was in it is not known'),

  createTrigger: operation => ({
    kind: 'dropTrigger',
    name: operation.name,
    table: operation.table,
    ifExists: operation.ifNotExists,
    cascade: false,
    was: operation,
  }),
  dropTrigger: ({ name, was }) => was ?? irreversible(`Dropping the trigger ${name}`),
  createFunction: operation => ({
    kind: 'dropFunction',
    routine: operation.routine,
    arguments: operation.arguments,
    ifExists: false,
    cascade: false,
    was: operation,
  }),
  replaceFunction(operation) {
    if (operation.existing === null)
      return irreversible(`Replacing the function ${qualified(operation.routine)}`, 'its body before is not known')
    return { ...operation, body: operation.existing, existing: operation.body }
  },
  dropFunction: ({ routine, was }) => was ?? irreversible(`Dropping the function ${qualified(routine)}`),

  createPolicy: operation => ({
    kind: 'dropPolicy',
    name: operation.name,
    table: operation.table,
    ifExists: false,
    was: operation,
  }),
  dropPolicy: ({ name, was }) => was ?? irreversible(`Dropping the policy ${name}`),
  enableRowSecurity: operation => ({ ...operation, kind: 'disableRowSecurity' }),
  disableRowSecurity: operation => ({ ...operation, kind: 'enableRowSecurity' }),
  setTableOptions: reverseTableOptions,
  createPartition: ({ partition, ifNotExists }) => ({
    kind: 'dropTable',
    table: partition,
    ifExists: ifNotExists,
    cascade: false,
    was: null,
  }),
  attachPartition: operation => ({
    kind: 'detachPartition',
    partition: operation.partition,
    table: operation.table,
    concurrently: false,
    was: operation,
  }),
  detachPartition: ({ partition, was }) =>
    was ?? irreversible(`Detaching ${qualified(partition)}`, 'which rows it was for is not known'),

  custom: ({ name, args, definition }) =>
    definition.reverse?.(args) ?? irreversible(`The operation ${name}`, 'its definition does not say how'),

  renameIndex: ({ index, newName }) => ({
    kind: 'renameIndex',
    index: { schema: index.schema, name: newName },
    newName: index.name,
  }),
  renameConstraint: ({ name, newName, ...operation }) => ({ ...operation, name: newName, newName: name }),
  validateConstraint: ({ table, name }) =>
    irreversible(`Validating ${name} of ${qualified(table)}`, 'rows that were checked stay checked'),
  createExcludeConstraint: operation => ({
    kind: 'dropConstraint',
    table: operation.table,
    name: operation.name,
    type: 'exclude',
    columns: null,
    condition: null,
    ifExists: false,
    cascade: false,
    was: operation,
  }),
  commentOn({ comment, existing, ...operation }) {
    if (comment === null && existing === null)
      return irreversible(`Removing the comment of ${operation.name}`, 'its text is not known')
    return { ...operation, comment: existing, existing: comment }
  },

  createEnum: operation => ({
    kind: 'dropEnum',
    type: operation.type,
    ifExists: operation.ifNotExists,
    cascade: false,
    was: operation,
  }),
  dropEnum: ({ type, was }) => was ?? irreversible(`Dropping the enum ${qualified(type)}`),
  addEnumValue: ({ type, value }) =>
    irreversible(
      `Adding ${value} to the enum ${qualified(type)}`,
      'taking a value away takes all the others (alterEnum)',
    ),
  renameEnumValue: ({ value, newValue, ...operation }) => ({ ...operation, value: newValue, newValue: value }),
  /** The type comes back; rows that were mapped keep what they were given. */
  alterEnum: ({ kind, type, values, existing }) =>
    existing === null
      ? irreversible(`Making the enum ${qualified(type)} anew`, 'its values before are not known')
      : { kind, type, values: existing, mapping: {}, existing: values },
} satisfies Partial<Station<Operation>>

function reverseAlterSequence({ kind, sequence, changes, existing }: AlterSequence): AlterSequence {
  const { newName, ...settings } = changes
  const unknown = Object.keys(settings).find(name => !(name in existing))
  if (unknown !== undefined)
    return irreversible(`Changing the sequence ${qualified(sequence)}`, `its ${unknown} before is not known`)
  return {
    kind,
    sequence: { schema: sequence.schema, name: newName ?? sequence.name },
    changes: {
      ...Object.fromEntries(Object.entries(existing).filter(([name]) => name in settings)),
      ...(newName === undefined ? {} : { newName: sequence.name }),
    },
    existing: { ...existing, ...settings },
  }
}

function reverseTableOptions({ kind, table, changes, existing }: SetTableOptions): SetTableOptions {
  const { with: storage, ...others } = changes
  const unknown = Object.keys(others).find(name => !(name in existing))
  if (unknown !== undefined)
    return irreversible(`Changing the options of ${qualified(table)}`, `its ${unknown} before is not known`)
  const former: TableSettings = Object.fromEntries(Object.entries(existing).filter(([name]) => name in others))
  if (storage === undefined) return { kind, table, changes: former, existing: { ...existing, ...changes } }
  // A storage parameter that was not there goes back to its default.
  const before = Object.fromEntries(Object.keys(storage).map(name => [name, existing.with?.[name] ?? null]))
  return { kind, table, changes: { ...former, with: before }, existing: changes }
}
