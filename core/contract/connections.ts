import { z } from 'zod'
import { call, projectInput } from './failure'

/** A PostgreSQL address in parts, as the form shows them. */
export const serverParts = z.object({
  host: z.string(),
  port: z.string(),
  database: z.string(),
  user: z.string(),
  password: z.string(),
  sslmode: z.enum(['disable', 'prefer', 'require', 'verify-ca', 'verify-full']),
})
export type ServerParts = z.infer<typeof serverParts>

const testResult = z.object({
  serverVersion: z.string(),
  /** Milliseconds of one round trip. */
  latencyMs: z.number(),
  encrypted: z.boolean(),
  /** Whether tables may be created there. */
  canCreate: z.boolean(),
  tables: z.number(),
})
export type ConnectionTest = z.infer<typeof testResult>

export const connections = {
  /** Takes a pasted `postgresql://` address apart; null when it is none. */
  takeApart: call.input(z.object({ text: z.string() })).output(serverParts.nullable()),
  /** The URL of such parts, without the password. */
  putTogether: call.input(serverParts).output(z.object({ url: z.string() })),
  /** Connects and says what is there. Nothing is created: a missing SQLite file is reported as such. */
  test: call
    .input(z.object({ url: z.string(), folder: z.string().optional(), password: z.string().optional() }))
    .output(testResult),
  /** Keeps a password in the engine's memory for this session, for one project's database. */
  unlock: call.input(projectInput.extend({ password: z.string() })).output(z.object({ serverVersion: z.string() })),
}
