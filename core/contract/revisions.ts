import { z } from 'zod'
import { call, projectInput } from './failure'
import { operationInWords, revisionRecord } from './history'

/** Where a text is wrong. Lines and columns count from 1. */
const problem = z.object({ line: z.number(), column: z.number(), message: z.string() })
export type SourceProblem = z.infer<typeof problem>

const revisionSource = z.object({
  revision: revisionRecord,
  source: z.string(),
  /** SHA-256 of the file, to notice changes made outside. */
  fingerprint: z.string(),
})
export type RevisionSource = z.infer<typeof revisionSource>

const preview = z.object({
  upgrade: z.array(z.string()),
  downgrade: z.array(z.string()),
  upgradeOperations: z.array(operationInWords),
  downgradeOperations: z.array(operationInWords),
  problems: z.array(problem),
})
export type RevisionPreview = z.infer<typeof preview>

export const revisions = {
  read: call.input(projectInput.extend({ revision: z.string() })).output(revisionSource),
  /** Saves a revision file; FILE_CHANGED when the file is no longer the one with that fingerprint. */
  write: call
    .input(projectInput.extend({ revision: z.string(), source: z.string(), fingerprint: z.string() }))
    .output(revisionSource),
  /** Writes an empty revision after `head` (default: the only head). */
  create: call.input(projectInput.extend({ message: z.string(), head: z.string().optional() })).output(revisionRecord),
  /** What an unsaved text would do: its SQL for this database, and where it is wrong. Runs it against nothing. */
  preview: call.input(projectInput.extend({ revision: z.string(), source: z.string() })).output(preview),
  /** The declarations of "retort", for the editor. */
  types: call.output(z.object({ declarations: z.string() })),
}
