import { z } from 'zod'
import { call } from './failure'

export const engine = {
  info: call.output(z.object({ version: z.string(), node: z.string(), sqlite: z.string(), pid: z.number() })),
}
