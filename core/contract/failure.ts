import { oc } from '@orpc/contract'
import { z } from 'zod'
import { ERROR_CODES } from '../errors'

/** A failure as data: what failed, where, and what to do next. The stack stays in the engine's log. */
export const failure = z.object({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  hint: z.string().optional(),
  revision: z.string().optional(),
  operation: z.string().optional(),
  sql: z.string().optional(),
  path: z.string().optional(),
})
export type Failure = z.infer<typeof failure>

/** Every call of the contract begins here, so that every call can fail in the same way. */
export const call = oc.errors({ FAILED: { status: 422, data: failure } })

/** Calls about one project name its folder, and one of its databases where it has several. */
export const projectInput = z.object({ project: z.string(), database: z.string().optional() })
