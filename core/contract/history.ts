import { z } from 'zod'
import { call, failure, projectInput } from './failure'

/** A revision as `retort history --json` prints it. */
export const revisionRecord = z.object({
  revision: z.string(),
  downRevision: z.array(z.string()),
  message: z.string(),
  branchLabels: z.array(z.string()),
  dependsOn: z.array(z.string()),
  createDate: z.string().nullable(),
  path: z.string(),
  isHead: z.boolean(),
  isBase: z.boolean(),
  isMergePoint: z.boolean(),
  isBranchPoint: z.boolean(),
  isCurrent: z.boolean(),
})
export type RevisionRecord = z.infer<typeof revisionRecord>

const historyRow = revisionRecord.extend({ isApplied: z.boolean() })
export type HistoryRow = z.infer<typeof historyRow>

/** One operation in words. */
export const operationInWords = z.object({
  kind: z.string(),
  verb: z.enum(['create', 'alter', 'drop', 'rename', 'data']),
  /** What it is about: `users`, `users.email`, `ix_users_email`. */
  object: z.string(),
  text: z.string(),
  isDestructive: z.boolean(),
  /** SQLite: done by building the table anew. */
  isRebuild: z.boolean(),
})
export type OperationInWords = z.infer<typeof operationInWords>

const direction = z.object({
  operations: z.array(operationInWords),
  sql: z.array(z.string()),
  /** Why the words or the SQL cannot be had (the revision reads rows, or its code is wrong). */
  problem: failure.nullable(),
})
export type RevisionDirection = z.infer<typeof direction>

const revisionDetails = z.object({
  revision: historyRow,
  source: z.string(),
  upgrade: direction,
  downgrade: direction,
  /** Its downgrade takes nothing back. */
  isIrreversible: z.boolean(),
})
export type RevisionDetails = z.infer<typeof revisionDetails>

export const history = {
  /** All revisions, newest first, children before parents. */
  list: call.input(projectInput).output(
    z.object({
      revisions: z.array(historyRow),
      /** Rows of the version table. */
      current: z.array(z.string()),
      /** Why the database's state is not known. */
      problem: failure.nullable(),
    }),
  ),
  show: call.input(projectInput.extend({ revision: z.string() })).output(revisionDetails),
}
