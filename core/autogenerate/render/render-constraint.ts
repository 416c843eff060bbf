import type { CheckConstraint, Constraint, ForeignKey, PrimaryKey, UniqueConstraint } from '../../schema/constraint'
import type { TableIndex } from '../../schema/table-index'
import { array, call, object, property, type Source } from './source'
import { nameOrNull, options, sqlTag, text, texts, type OptionValue } from './values'

type Fields<Item> = Record<Exclude<keyof Item, 'kind'>, unknown>
/** Fields that are arguments of their own rather than options. */
const BY_POSITION = { name: null, columns: null, referredColumns: null }
const BY_POSITION_OF_INDEX = { name: null, elements: null }
type Extra = Readonly<Record<string, OptionValue>>

/** A constraint or an index as it stands in the list of a table. */
export function itemSource(item: Constraint | TableIndex): Source {
  switch (item.kind) {
    case 'primaryKey':
      return call('primaryKey', ...primaryKeyArguments(item))
    case 'unique':
      return call('unique', ...uniqueArguments(item))
    case 'check':
      return call('check', ...checkArguments(item))
    case 'foreignKey':
      return call('foreignKey', nameOrNull(item.name), texts(item.columns), ...referenceArguments(item))
    case 'index':
      return call('index', ...indexArguments(item))
  }
}

type Arguments = readonly (Source | null)[]

export function primaryKeyArguments(key: PrimaryKey): Arguments {
  const { name, columns } = { name: key.name, columns: key.columns } satisfies Fields<PrimaryKey>
  return [nameOrNull(name), texts(columns)]
}

export function uniqueArguments(constraint: UniqueConstraint, extra: Extra = {}): Arguments {
  const { name, columns, deferrable, initially, nullsNotDistinct } = {
    name: constraint.name,
    columns: constraint.columns,
    deferrable: constraint.deferrable,
    initially: constraint.initially,
    nullsNotDistinct: constraint.nullsNotDistinct,
  } satisfies Fields<UniqueConstraint>
  const given = options({ ...deferral(deferrable, initially), nullsNotDistinct, ...extra })
  return [nameOrNull(name), texts(columns), given]
}

export function checkArguments(constraint: CheckConstraint, extra: Extra = {}): Arguments {
  const { name, sql, notValid } = {
    name: constraint.name,
    sql: constraint.sql,
    notValid: constraint.notValid,
  } satisfies Fields<CheckConstraint>
  return [nameOrNull(name), sqlTag(sql), options({ notValid, ...extra })]
}

function referenceArguments(key: ForeignKey): Arguments {
  return [text(key.referredTable.name), texts(key.referredColumns), keyOptions(key)]
}

export function keyOptions(key: ForeignKey, extra: Extra = {}): Source | null {
  const { onDelete, onUpdate, deferrable, initially, match, notValid, referredTable } = {
    ...BY_POSITION,
    onDelete: key.onDelete,
    onUpdate: key.onUpdate,
    deferrable: key.deferrable,
    initially: key.initially,
    match: key.match,
    notValid: key.notValid,
    referredTable: key.referredTable,
  } satisfies Fields<ForeignKey>
  return options({
    onDelete: onDelete === 'no action' ? null : onDelete,
    onUpdate: onUpdate === 'no action' ? null : onUpdate,
    ...deferral(deferrable, initially),
    match: match === 'simple' ? null : match,
    notValid,
    referentSchema: referredTable.schema,
    ...extra,
  })
}

export function indexArguments(index: TableIndex, extra: Extra = {}): Arguments {
  const { name, elements } = index
  const columns = elements.map(element => (element.kind === 'column' ? text(element.name) : sqlTag(element.sql)))
  return [text(name), array(columns), indexOptions(index, extra)]
}

function indexOptions(index: TableIndex, extra: Extra): Source | null {
  const {
    unique,
    where,
    using,
    include,
    with: settings,
    tablespace,
    nullsNotDistinct,
  } = {
    ...BY_POSITION_OF_INDEX,
    unique: index.unique,
    where: index.where,
    using: index.using,
    include: index.include,
    with: index.with,
    tablespace: index.tablespace,
    nullsNotDistinct: index.nullsNotDistinct,
  } satisfies Fields<TableIndex>
  const pairs = Object.entries(settings).map(([name, setting]) => property(name, text(setting)))
  return options({
    unique,
    where: where === null ? null : sqlTag(where),
    using,
    include,
    with: pairs.length === 0 ? null : object(pairs),
    tablespace,
    nullsNotDistinct,
    ...extra,
  })
}

const deferral = (deferrable: boolean, initially: string): Extra => ({
  deferrable,
  initially: deferrable && initially === 'deferred' ? initially : null,
})
