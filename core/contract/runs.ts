import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { backupRecord } from './backups'
import { call, failure, projectInput } from './failure'
import { operationInWords } from './history'

const target = projectInput.extend({ direction: z.enum(['upgrade', 'downgrade']), target: z.string() })

const plannedStep = z.object({
  revision: z.string(),
  message: z.string(),
  direction: z.enum(['upgrade', 'downgrade']),
  operations: z.array(operationInWords),
  sql: z.array(z.string()),
  problem: failure.nullable(),
})
export type PlannedStep = z.infer<typeof plannedStep>

const plan = z.object({
  from: z.array(z.string()),
  to: z.array(z.string()),
  steps: z.array(plannedStep),
  backupByDefault: z.boolean(),
})
export type RunPlan = z.infer<typeof plan>

export const stepReport = z.object({
  revision: z.string(),
  direction: z.enum(['upgrade', 'downgrade']),
  message: z.string(),
  durationMs: z.number(),
  /** How many statements were sent. */
  statements: z.number(),
})

const runResult = z.object({
  from: z.array(z.string()),
  to: z.array(z.string()),
  steps: z.array(stepReport),
  backup: z.string().nullable(),
})
export type RunResult = z.infer<typeof runResult>

const runEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('backup'), done: z.number(), total: z.number() }),
  z.object({ kind: z.literal('backedUp'), backup: backupRecord }),
  z.object({ kind: z.literal('step'), index: z.number(), of: z.number(), revision: z.string(), message: z.string() }),
  z.object({ kind: z.literal('stepDone'), index: z.number(), report: stepReport }),
  z.object({ kind: z.literal('statement'), sql: z.string() }),
  z.object({ kind: z.literal('rows'), table: z.string(), done: z.number(), total: z.number() }),
  z.object({ kind: z.literal('note'), message: z.string() }),
  z.object({ kind: z.literal('done'), result: runResult }),
  z.object({ kind: z.literal('failed'), failure, rolledBack: z.string() }),
])
export type RunEvent = z.infer<typeof runEvent>

const runRecord = z.object({
  id: z.string(),
  startedAt: z.string(),
  durationMs: z.number(),
  direction: z.enum(['upgrade', 'downgrade', 'stamp', 'restore']),
  from: z.array(z.string()),
  to: z.array(z.string()),
  outcome: z.enum(['done', 'failed', 'cancelled']),
  failure: failure.nullable(),
  backup: z.string().nullable(),
  steps: z.array(stepReport.extend({ sql: z.array(z.string()) })),
})
export type RunRecord = z.infer<typeof runRecord>

export const runs = {
  plan: call.input(target).output(plan),
  /** Runs, telling as it goes. Aborting the call cancels the run; the last event is `done` or `failed`. */
  start: call.input(target.extend({ backup: z.boolean() })).output(eventIterator(runEvent)),
  /** Every run of this project that was kept, newest first. */
  list: call.input(projectInput).output(z.array(runRecord)),
}
