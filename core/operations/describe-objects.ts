import { qualified } from '../schema/table-name'
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
} satisfies Partial<Station<Description>>
