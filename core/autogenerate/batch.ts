import type { Operation, OperationKind } from '../operations/operation'
import type { TableName } from '../schema/table-name'
import { homeOf } from './order'

/** What a batch is for: a change that may take a new table. Indexes and comments alone do not. */
const NEEDS_BATCH: ReadonlySet<OperationKind> = new Set<OperationKind>([
  'addColumn',
  'alterColumn',
  'createCheckConstraint',
  'createForeignKey',
  'createPrimaryKey',
  'createUniqueConstraint',
  'dropColumn',
  'dropConstraint',
])

const FITS_BATCH: ReadonlySet<OperationKind> = new Set<OperationKind>([
  ...NEEDS_BATCH,
  'createIndex',
  'createTableComment',
  'dropIndex',
  'dropTableComment',
])

/** Consecutive changes of one table as one `batchAlterTable`. */
export function inBatches(operations: readonly Operation[]): readonly Operation[] {
  const runs: Operation[][] = []
  let last: string | null = null
  for (const operation of operations) {
    const home = FITS_BATCH.has(operation.kind) ? homeOf(operation) : null
    if (home !== null && home === last) runs.at(-1)?.push(operation)
    else runs.push([operation])
    last = home
  }
  return runs.flatMap(run => (run.some(({ kind }) => NEEDS_BATCH.has(kind)) ? batchOf(run) : run))
}

function batchOf(operations: readonly Operation[]): readonly Operation[] {
  const table = tableOfFirst(operations)
  if (table === null) return []
  return [
    {
      kind: 'batchAlterTable',
      table,
      operations,
      recreate: 'auto',
      copyFrom: null,
      tableArgs: [],
      partialReordering: [],
    },
  ]
}

function tableOfFirst(operations: readonly Operation[]): TableName | null {
  const owner = operations.find((operation): operation is Extract<Operation, { table: TableName }> =>
    NEEDS_BATCH.has(operation.kind),
  )
  return owner?.table ?? null
}
