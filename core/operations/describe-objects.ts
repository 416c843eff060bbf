import { qualified } from '../schema/table-name'
import type { CommentKind } from './comment-on'
import type { ExcludeElement } from './create-exclude-constraint'
import type { Station } from './operation'
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
