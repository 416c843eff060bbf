import { z } from 'zod'
import { call, projectInput } from './failure'
import { operationInWords, revisionRecord } from './history'

const change = operationInWords.extend({
  /** Stable while neither side changes. */
  id: z.string(),
  /** The table it belongs to. */
  table: z.string(),
  /** An altered property's two values, in words; null where one side has none. */
  before: z.string().nullable(),
  after: z.string().nullable(),
  /** Rows whose values it loses; null when it loses none. */
  rowsAtStake: z.number().nullable(),
  sql: z.array(z.string()),
})
export type Change = z.infer<typeof change>

const comparison = z.object({
  model: z.string(),
  database: z.string(),
  isUpToDate: z.boolean(),
  changes: z.array(change),
  /** Rows of the tables that change, by table. */
  tableRows: z.record(z.string(), z.number()),
  tookMs: z.number(),
})
export type Comparison = z.infer<typeof comparison>

const selection = projectInput.extend({ changes: z.array(z.string()) })

export const diff = {
  compare: call.input(projectInput).output(comparison),
  /** The revision that the chosen changes would make. */
  preview: call
    .input(selection)
    .output(z.object({ upgrade: z.string(), downgrade: z.string(), sql: z.array(z.string()) })),
  /** Writes that revision. FILE_CHANGED when model or database have changed since the comparison. */
  createRevision: call.input(selection.extend({ message: z.string() })).output(revisionRecord),
}
