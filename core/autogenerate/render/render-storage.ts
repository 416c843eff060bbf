import { everyFieldTaken, type Station } from '../../operations/operation'
import type { PartitionBound } from '../../operations/partition-bound'
import type { TableSettings } from '../../operations/set-table-options'
import type { DefaultValue } from '../../schema/column'
import type { TableStorage } from '../../schema/table-storage'
import { defaultSource } from './render-column'
import { onTable, schemaOf, type Scope } from './scope'
import { array, code, method, object, property, type Source } from './source'
import { nameOrNull, options, record, sqlTag, text, type OptionValue } from './values'

type Given = Readonly<Record<string, OptionValue>>

/** Policies, partitions and what a table is told beside its columns. */
export const storageRenderers = {
  createPolicy({ name, table, as, for: command, to, using, withCheck, ...rest }) {
    everyFieldTaken(rest)
    const given = options({
      as: as === 'permissive' ? null : as,
      for: command === 'all' ? null : command,
      to,
      using: using === null ? null : sqlTag(using),
      withCheck: withCheck === null ? null : sqlTag(withCheck),
      schema: table.schema,
    })
    return method('op.createPolicy', text(name), text(table.name), given)
  },
  dropPolicy({ name, table, ifExists, was, ...rest }) {
    everyFieldTaken(rest)
    return method('op.dropPolicy', text(name), text(table.name), options({ schema: table.schema, ifExists }))
  },
  enableRowSecurity({ table, force, ...rest }) {
    everyFieldTaken(rest)
    return method('op.enableRowSecurity', text(table.name), options({ schema: table.schema, force }))
  },
  disableRowSecurity({ table, force, ...rest }) {
    everyFieldTaken(rest)
    return method('op.disableRowSecurity', text(table.name), options({ schema: table.schema, force }))
  },
  setTableOptions({ table, changes, existing, ...rest }, scope) {
    everyFieldTaken(rest)
    const before = options(settingSources(existing))
    const given = options({ ...settingSources(changes), existing: before, ...schemaOf(scope, table) })
    return method(`${scope}.setTableOptions`, onTable(scope, table), given ?? object([]))
  },
  createPartition({ partition, table, bound, ifNotExists, storage, ...rest }) {
    everyFieldTaken(rest)
    const given = options({ ...storageOptions(storage), schema: partition.schema, ifNotExists })
    return method('op.createPartition', text(partition.name), text(table.name), boundSource(bound), given)
  },
  attachPartition({ partition, table, bound, ...rest }) {
    everyFieldTaken(rest)
    const given = options({ schema: partition.schema })
    return method('op.attachPartition', text(partition.name), text(table.name), boundSource(bound), given)
  },
  detachPartition({ partition, table, concurrently, was, ...rest }) {
    everyFieldTaken(rest)
    const given = options({ schema: partition.schema, concurrently })
    return method('op.detachPartition', text(partition.name), text(table.name), given)
  },
} satisfies Partial<Station<Source, [scope: Scope]>>

/** How a table is kept, as options of `createTable` and `createPartition`. */
export function storageOptions(storage: TableStorage | null | undefined): Given {
  if (storage === null || storage === undefined) return {}
  const { unlogged, tablespace, with: settings, partitionBy } = storage
  const elements = (partitionBy?.elements ?? []).map(element =>
    element.kind === 'column' ? text(element.name) : sqlTag(element.sql),
  )
  return {
    unlogged,
    tablespace,
    with: Object.keys(settings).length === 0 ? null : named(settings),
    partitionBy: partitionBy === null ? null : object([property(partitionBy.strategy, array(elements))]),
  }
}

function settingSources({ with: settings, ...others }: TableSettings): Given {
  const said = Object.entries(others).map(([name, given]) => [
    name,
    typeof given === 'boolean' ? code(String(given)) : given,
  ])
  return { ...Object.fromEntries(said), with: settings === undefined ? null : named(settings) }
}

const named = (settings: Readonly<Record<string, string | null>>): Source =>
  record(Object.entries(settings).map(([name, setting]) => [name, nameOrNull(setting)] as const))

function boundSource(bound: PartitionBound): Source {
  switch (bound.kind) {
    case 'range':
      return object([property('from', bounds(bound.from)), property('to', bounds(bound.to))])
    case 'list':
      return object([property('in', bounds(bound.values))])
    case 'hash':
      return object([
        property('modulus', code(String(bound.modulus))),
        property('remainder', code(String(bound.remainder))),
      ])
    case 'default':
      return text('default')
  }
}

const bounds = (values: readonly (DefaultValue | null)[]): Source =>
  array(values.map(value => (value === null ? code('null') : defaultSource(value))))
