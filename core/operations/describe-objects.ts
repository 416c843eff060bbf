import { qualified } from '../schema/table-name'
import type { CommentKind } from './comment-on'
import type { ExcludeElement } from './create-exclude-constraint'
import type { DefaultValue } from '../schema/column'
import { defaultText } from './default-text'
import type { PartitionBound } from './partition-bound'
import type { Station } from './operation'
import { typeText } from './type-text'
import { sentence, type Description } from './sentence'

/** What is done to things beside tables, in words. */
export const objectDescriptions = {
  createView: ({ view }) => sentence('create', ['Creates the view', qualified(view)], ''),
  dropView: ({ view }) => sentence('drop', ['Drops the view', qualified(view)], ''),
  replaceView: ({ view }) => sentence('alter', ['Replaces the query of the view', qualified(view)], ''),
  createMaterializedView: ({ view, withData }) =>
    sentence('create', ['Creates the materialized view', qualified(view)], withData ? [] : ['without data']),
  refreshMaterializedView: ({ view, withData }) =>
    sentence('data', [`${withData ? 'Refreshes' : 'Empties'} the materialized view`, qualified(view)], ''),
  dropMaterializedView: ({ view }) => sentence('drop', ['Drops the materialized view', qualified(view)], ''),

  createSequence: ({ sequence, settings }) =>
    sentence('create', ['Creates the sequence', qualified(sequence)], settingTexts(settings)),
  alterSequence: ({ sequence, changes }) =>
    sentence('alter', ['Changes the sequence', qualified(sequence)], settingTexts(changes), ': '),
  dropSequence: ({ sequence }) => sentence('drop', ['Drops the sequence', qualified(sequence)], ''),
  createDomain: ({ domain, base, checks }) =>
    sentence(
      'create',
      ['Creates the domain', qualified(domain)],
      [typeText(base.type), ...checks.map(({ sql }) => sql)],
    ),
  dropDomain: ({ domain }) => sentence('drop', ['Drops the domain', qualified(domain)], ''),
  createExtension: ({ name, version }) =>
    sentence('create', ['Installs the extension', name], version === null ? [] : [`version ${version}`]),
  dropExtension: ({ name }) => sentence('drop', ['Removes the extension', name], ''),
  createSchema: ({ name }) => sentence('create', ['Creates the schema', name], ''),
  dropSchema: ({ name, cascade }) =>
    sentence('drop', ['Drops the schema', name], cascade ? 'and all that is in it' : ''),

  createTrigger: ({ name, table, timing, events }) =>
    sentence('create', ['Creates the trigger', name], [`on ${qualified(table)}`, `${timing} ${events.join(' or ')}`]),
  dropTrigger: ({ name, table }) => sentence('drop', ['Drops the trigger', name], `on ${qualified(table)}`),
  createFunction: ({ routine, arguments: list, returns }) =>
    sentence('create', ['Creates the function', qualified(routine)], `(${list}), returns ${returns}`, ''),
  replaceFunction: ({ routine, arguments: list }) =>
    sentence('alter', ['Replaces the body of the function', qualified(routine)], `(${list})`, ''),
  dropFunction: ({ routine, arguments: list }) =>
    sentence('drop', ['Drops the function', qualified(routine)], list === null ? '' : `(${list})`, ''),

  createPolicy: ({ name, table, for: command }) =>
    sentence('create', ['Creates the policy', name], [`on ${qualified(table)}`, `for ${command}`]),
  dropPolicy: ({ name, table }) => sentence('drop', ['Drops the policy', name], `on ${qualified(table)}`),
  enableRowSecurity: ({ table, force }) =>
    sentence('alter', ['Turns on row security of', qualified(table)], force ? ['for its owner too'] : []),
  disableRowSecurity: ({ table }) => sentence('alter', ['Turns off row security of', qualified(table)], ''),
  setTableOptions: ({ table, changes: { with: storage = {}, ...others } }) =>
    sentence('alter', ['Changes', qualified(table)], settingTexts({ ...others, ...storage }), ': '),
  createPartition: ({ partition, table, bound }) =>
    sentence('create', ['Creates the partition', qualified(partition)], [`of ${qualified(table)}`, boundText(bound)]),
  attachPartition: ({ partition, table, bound }) =>
    sentence('alter', ['Makes', qualified(partition)], [`a partition of ${qualified(table)}`, boundText(bound)], ' '),
  detachPartition: ({ partition, table }) =>
    sentence('alter', ['Takes the partition', qualified(partition)], `out of ${qualified(table)}`),

  custom({ name, args, definition }) {
    const text = definition.describe?.(args)
    return text === undefined
      ? sentence('alter', ['Does', name], '')
      : { text, verb: 'alter', object: name, detail: '' }
  },

  renameIndex: ({ index, newName }) => sentence('rename', ['Renames the index', qualified(index)], `to ${newName}`),
  renameConstraint: ({ table, name, newName }) =>
    sentence('rename', ['Renames the constraint', name], `of ${qualified(table)} to ${newName}`),
  validateConstraint: ({ table, name }) =>
    sentence('alter', ['Checks the rows for the constraint', name], `of ${qualified(table)}`),
  createExcludeConstraint: ({ table, name, elements, where }) =>
    sentence(
      'create',
      ['Adds the exclude constraint', name],
      `to ${qualified(table)}: ${elements.map(excludeText).join(', ')}${where === null ? '' : `, where ${where}`}`,
    ),
  commentOn({ object, name, schema, of, comment }) {
    const named = of === null ? qualified({ schema, name }) : `${qualified(of)}.${name}`
    const lead = `${comment === null ? 'Removes' : 'Sets'} the comment of the ${KIND_NAMES[object] ?? object}`
    return sentence('alter', [lead, named], comment === null ? '' : `to ${JSON.stringify(comment)}`)
  },

  createEnum: ({ type, values }) => sentence('create', ['Creates the enum', qualified(type)], values, ': '),
  dropEnum: ({ type }) => sentence('drop', ['Drops the enum', qualified(type)], ''),
  addEnumValue: ({ type, value, place }) =>
    sentence('alter', [`Adds the value ${value} to the enum`, qualified(type)], place === null ? [] : placeText(place)),
  renameEnumValue: ({ type, value, newValue }) =>
    sentence('rename', [`Renames the value ${value} of the enum`, qualified(type)], `to ${newValue}`),
  alterEnum: ({ type, values, mapping }) =>
    sentence('alter', ['Makes the enum', qualified(type)], `anew: ${[...values, ...mappingTexts(mapping)].join(', ')}`),
} satisfies Partial<Station<Description>>

const placeText = (place: { readonly before: string } | { readonly after: string }): readonly string[] =>
  'before' in place ? [`before ${place.before}`] : [`after ${place.after}`]

const mappingTexts = (mapping: Readonly<Record<string, string | null>>): readonly string[] =>
  Object.entries(mapping).map(([from, to]) => (to === null ? `${from} becomes null` : `${from} becomes ${to}`))

const excludeText = ({ element, operator }: ExcludeElement): string =>
  `${element.kind === 'column' ? element.name : element.sql} ${operator}`

const KIND_NAMES: Partial<Record<CommentKind, string>> = { materializedView: 'materialized view' }

const settingTexts = (settings: object): readonly string[] =>
  Object.entries(settings).map(([name, value]) =>
    name === 'newName' ? `now called ${value}` : `${name} ${Array.isArray(value) ? value.join('.') : value}`,
  )

function boundText(bound: PartitionBound): string {
  switch (bound.kind) {
    case 'range':
      return `from ${boundValues(bound.from)} to ${boundValues(bound.to)}`
    case 'list':
      return `for ${boundValues(bound.values)}`
    case 'hash':
      return `for remainder ${bound.remainder} of ${bound.modulus}`
    case 'default':
      return 'for all other rows'
  }
}

const boundValues = (values: readonly (DefaultValue | null)[]): string =>
  values.map(value => (value === null ? 'null' : defaultText(value))).join(', ')
