import type { FunctionDefinition } from '../../operations/create-function'
import type { SequenceChanges } from '../../operations/alter-sequence'
import { everyFieldTaken, type Station } from '../../operations/operation'
import type { SqlValue } from '../../schema/sql-expression'
import { columnSource } from './render-column'
import { itemSource } from './render-constraint'
import { array, code, method, object, type Source } from './source'
import { options, sqlTag, text, texts, value, type OptionValue } from './values'

type Given = Readonly<Record<string, OptionValue>>

/** Sequences, domains, extensions, schemas, triggers and functions. */
export const routineRenderers = {
  createSequence({ sequence, settings, ifNotExists, ...rest }) {
    everyFieldTaken(rest)
    const given = options({ ...settingSources(settings), schema: sequence.schema, ifNotExists })
    return method('op.createSequence', text(sequence.name), given)
  },
  alterSequence({ sequence, changes, existing, ...rest }) {
    everyFieldTaken(rest)
    const before = options(settingSources(existing))
    const given = options({ ...settingSources(changes), existing: before, schema: sequence.schema })
    return method('op.alterSequence', text(sequence.name), given ?? object([]))
  },
  dropSequence({ sequence, ifExists, cascade, was, ...rest }) {
    everyFieldTaken(rest)
    return method('op.dropSequence', text(sequence.name), options({ schema: sequence.schema, ifExists, cascade }))
  },
  createDomain({ domain, base, checks, ...rest }) {
    everyFieldTaken(rest)
    const list = checks.length === 0 ? null : array(checks.map(itemSource))
    return method(
      'op.createDomain',
      text(domain.name),
      columnSource(base),
      options({ schema: domain.schema, checks: list }),
    )
  },
  dropDomain({ domain, ifExists, cascade, was, ...rest }) {
    everyFieldTaken(rest)
    return method('op.dropDomain', text(domain.name), options({ schema: domain.schema, ifExists, cascade }))
  },
  createExtension({ name, schema, version, cascade, ifNotExists, ...rest }) {
    everyFieldTaken(rest)
    return method('op.createExtension', text(name), options({ schema, version, cascade, ifNotExists }))
  },
  dropExtension({ name, ifExists, cascade, was, ...rest }) {
    everyFieldTaken(rest)
    return method('op.dropExtension', text(name), options({ ifExists, cascade }))
  },
  createSchema({ name, authorization, ifNotExists, ...rest }) {
    everyFieldTaken(rest)
    return method('op.createSchema', text(name), options({ authorization, ifNotExists }))
  },
  dropSchema({ name, ifExists, cascade, was, ...rest }) {
    everyFieldTaken(rest)
    return method('op.dropSchema', text(name), options({ ifExists, cascade }))
  },

  createTrigger({ name, table, timing, events, updateOf, forEach, when, body, execute, ifNotExists, ...rest }) {
    everyFieldTaken(rest)
    const given = options({
      timing,
      events,
      updateOf,
      forEach: forEach === 'row' ? null : forEach,
      when: when === null ? null : sqlTag(when),
      body: body === null ? null : sqlTag(body),
      execute,
      schema: table.schema,
      ifNotExists,
    })
    return method('op.createTrigger', text(name), text(table.name), given)
  },
  dropTrigger({ name, table, ifExists, cascade, was, ...rest }) {
    everyFieldTaken(rest)
    const given = options({ schema: table.schema, ifExists, cascade })
    return method('op.dropTrigger', text(name), text(table.name), given)
  },
  createFunction({ routine, ...definition }) {
    return functionSource('op.createFunction', routine.name, { definition, extra: { schema: routine.schema } })
  },
  replaceFunction({ routine, existing, ...definition }) {
    const extra = { schema: routine.schema, existing: existing === null ? null : sqlTag(existing) }
    return functionSource('op.replaceFunction', routine.name, { definition, extra })
  },
  dropFunction({ routine, arguments: list, ifExists, cascade, was, ...rest }) {
    everyFieldTaken(rest)
    const given = { arguments: list === null ? null : text(list), schema: routine.schema, ifExists, cascade }
    return method('op.dropFunction', text(routine.name), options(given))
  },
} satisfies Partial<Station<Source>>

interface FunctionParts {
  readonly definition: FunctionDefinition & { readonly kind: string }
  readonly extra: Given
}

function functionSource(callee: string, name: string, { definition, extra }: FunctionParts): Source {
  const {
    body,
    arguments: list,
    returns,
    language,
    volatility,
    strict,
    securityDefiner,
    parallel,
    ...rest
  } = definition
  everyFieldTaken(rest)
  const given = options({
    arguments: list === '' ? null : list,
    returns: returns === 'void' ? null : returns,
    language: language === 'plpgsql' ? null : language,
    volatility: volatility === 'volatile' ? null : volatility,
    strict,
    securityDefiner,
    parallel: parallel === 'unsafe' ? null : parallel,
    ...extra,
  })
  return method(callee, text(name), sqlTag(body), given)
}

/** Each setting that is named, null and false included. */
const settingSources = (settings: SequenceChanges): Given =>
  Object.fromEntries(
    Object.entries(settings).map(([name, given]) => [name, Array.isArray(given) ? texts(given) : plain(given)]),
  )

const plain = (given: SqlValue): Source => (given === null ? code('null') : value(given))
