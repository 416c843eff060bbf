import { everyFieldTaken, type Station } from '../../operations/operation'
import type { CustomValue } from '../../operations/custom'
import type { ViewDefinition } from '../../operations/create-view'
import { onTable, schemaOf, type Scope } from './scope'
import { array, call, code, method, object, property, type Source } from './source'
import { nameOrNull, options, record, sqlTag, text, texts, value, type OptionValue } from './values'

/** Plain data, as deep as it goes. */
function anyValue(given: CustomValue): Source {
  if (typeof given !== 'object' || given === null || given instanceof Uint8Array) return value(given)
  if (isList(given)) return array(given.map(anyValue))
  return record(Object.entries(given).map(([name, part]) => [name, anyValue(part)] as const))
}

const isList = (given: object): given is readonly CustomValue[] => Array.isArray(given)

type Given = Readonly<Record<string, OptionValue>>

/** Operations on things beside tables. They are said on `op` only: a batch is of one table. */
export const objectRenderers = {
  createView({ view, ifNotExists, ...definition }) {
    return viewSource('op.createView', view.name, { definition, extra: { schema: view.schema, ifNotExists } })
  },
  replaceView({ view, existing, ...definition }) {
    const before = existing === null ? null : sqlTag(existing)
    return viewSource('op.replaceView', view.name, { definition, extra: { schema: view.schema, existing: before } })
  },
  dropView({ view, ifExists, cascade, was, ...rest }) {
    everyFieldTaken(rest)
    return method('op.dropView', text(view.name), options({ schema: view.schema, ifExists, cascade }))
  },
  createMaterializedView({ view, sql, columns, with: storage, tablespace, withData, ifNotExists, ...rest }) {
    everyFieldTaken(rest)
    const given = { columns, with: settings(storage), tablespace, withData: unless(true, withData), ifNotExists }
    return method('op.createMaterializedView', text(view.name), sqlTag(sql), options({ schema: view.schema, ...given }))
  },
  refreshMaterializedView({ view, concurrently, withData, ...rest }) {
    everyFieldTaken(rest)
    const given = { schema: view.schema, concurrently, withData: unless(true, withData) }
    return method('op.refreshMaterializedView', text(view.name), options(given))
  },
  dropMaterializedView({ view, ifExists, cascade, was, ...rest }) {
    everyFieldTaken(rest)
    return method('op.dropMaterializedView', text(view.name), options({ schema: view.schema, ifExists, cascade }))
  },

  custom({ name, args, definition, ...rest }) {
    everyFieldTaken(rest)
    const own = definition.render?.(args)
    if (own !== undefined) return code(own, ['custom'])
    return method('op.invoke', call('custom', text(name), Object.keys(args).length === 0 ? null : anyValue(args)))
  },

  renameIndex({ index, newName, ...rest }) {
    everyFieldTaken(rest)
    return method('op.renameIndex', text(index.name), text(newName), options({ schema: index.schema }))
  },
  renameConstraint({ table, name, newName, ...rest }, scope) {
    everyFieldTaken(rest)
    const given = options(schemaOf(scope, table))
    return method(`${scope}.renameConstraint`, text(name), text(newName), onTable(scope, table), given)
  },
  validateConstraint({ table, name, ...rest }, scope) {
    everyFieldTaken(rest)
    return method(`${scope}.validateConstraint`, text(name), onTable(scope, table), options(schemaOf(scope, table)))
  },
  createExcludeConstraint({ table, name, elements, using, where, deferrable, initially, ...rest }, scope) {
    everyFieldTaken(rest)
    const pairs = elements.map(({ element, operator }) =>
      array([element.kind === 'column' ? text(element.name) : sqlTag(element.sql), text(operator)]),
    )
    const given = options({
      using: using === 'gist' ? null : using,
      where: where === null ? null : sqlTag(where),
      deferrable,
      initially: initially === 'deferred' ? initially : null,
      ...schemaOf(scope, table),
    })
    return method(`${scope}.createExcludeConstraint`, text(name), onTable(scope, table), array(pairs), given)
  },
  commentOn({ object: kindOf, name, schema, of, arguments: list, comment, existing, ...rest }) {
    everyFieldTaken(rest)
    const given = options({ table: of?.name ?? null, schema, arguments: list, existingComment: existing })
    return method('op.commentOn', text(kindOf), text(name), nameOrNull(comment), given)
  },

  createEnum({ type, values, ifNotExists, ...rest }) {
    everyFieldTaken(rest)
    return method('op.createEnum', text(type.name), texts(values), options({ schema: type.schema, ifNotExists }))
  },
  dropEnum({ type, ifExists, cascade, was, ...rest }) {
    everyFieldTaken(rest)
    return method('op.dropEnum', text(type.name), options({ schema: type.schema, ifExists, cascade }))
  },
  addEnumValue({ type, value, place, ifNotExists, ...rest }) {
    everyFieldTaken(rest)
    const given = options({ ...place, ifNotExists, schema: type.schema })
    return method('op.addEnumValue', text(type.name), text(value), given)
  },
  renameEnumValue({ type, value, newValue, ...rest }) {
    everyFieldTaken(rest)
    return method('op.renameEnumValue', text(type.name), text(value), text(newValue), options({ schema: type.schema }))
  },
  alterEnum({ type, values, mapping, existing, ...rest }) {
    everyFieldTaken(rest)
    const pairs = Object.entries(mapping).map(([from, to]) => [from, nameOrNull(to)] as const)
    const given = { mapping: pairs.length === 0 ? null : record(pairs), schema: type.schema }
    const before = existing === null ? null : texts(existing)
    return method('op.alterEnum', text(type.name), texts(values), options({ ...given, existing: before }))
  },
} satisfies Partial<Station<Source, [scope: Scope]>>

interface ViewParts {
  readonly definition: ViewDefinition & { readonly kind: string }
  readonly extra: Given
}

function viewSource(callee: string, name: string, { definition, extra }: ViewParts): Source {
  const { sql, columns, checkOption, securityInvoker, securityBarrier, ...rest } = definition
  everyFieldTaken(rest)
  const given = { columns, checkOption, securityInvoker, securityBarrier, ...extra }
  return method(callee, text(name), sqlTag(sql), options(given))
}

/** A truth value is said where it is not the usual one. */
const unless = (usual: boolean, given: boolean): Source | null => (given === usual ? null : code(String(given)))

const settings = (given: Readonly<Record<string, string>>): Source | null => {
  const pairs = Object.entries(given).map(([name, value]) => property(name, text(value)))
  return pairs.length === 0 ? null : object(pairs)
}
