import { qualified } from '../schema/table-name'
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
} satisfies Partial<Station<Operation>>
