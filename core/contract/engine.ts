import { z } from 'zod'
import { call } from './failure'

/** Bytes of the engine's heap: in use, and at most. Beyond that its process ends and another begins. */
const memory = z.object({ used: z.number(), ceiling: z.number() })

export const engine = {
  info: call.output(z.object({ version: z.string(), node: z.string(), sqlite: z.string(), pid: z.number(), memory })),
}
