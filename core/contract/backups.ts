import { z } from 'zod'
import { call, projectInput } from './failure'

export const backupRecord = z.object({
  path: z.string(),
  name: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  createdAt: z.string(),
  /** The database it was taken of, without a password. */
  database: z.string(),
  /** Where the database stood. */
  revisions: z.array(z.string()),
  reason: z.string(),
  /** When it was last found whole. */
  verifiedAt: z.string().nullable(),
})
export type BackupRecord = z.infer<typeof backupRecord>

const fileInput = projectInput.extend({ path: z.string() })

export const backups = {
  list: call.input(projectInput).output(z.array(backupRecord)),
  create: call.input(projectInput).output(backupRecord),
  /** Reads the whole file and checks it. BACKUP_DAMAGED when it is not what was written. */
  verify: call.input(fileInput).output(backupRecord),
  /** Puts the database back to what the file holds, after a backup of what is there now (returned as `before`). */
  restore: call.input(fileInput).output(z.object({ restored: backupRecord, before: backupRecord.nullable() })),
  remove: call.input(fileInput).output(z.array(backupRecord)),
}
