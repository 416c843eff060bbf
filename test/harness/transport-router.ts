import { setTimeout as delay } from 'node:timers/promises'
import { os } from '@orpc/server'
import { z } from 'zod'

const seen = { running: 0, aborted: 0 }

/** Calls that show what a transport does with them. */
export const transportRouter = {
  pid: os.handler(() => process.pid),
  /** What the engine itself saw: tells "the page stopped reading" from "the engine stopped working". */
  seen: os.handler(() => seen),
  echo: os.input(z.object({ text: z.string() })).handler(({ input }) => input),
  bytes: os
    .input(z.object({ size: z.number() }))
    .handler(({ input }) => new Blob([new Uint8Array(input.size).fill(7)])),
  count: os.input(z.object({ everyMs: z.number() })).handler(async function* ({ input, signal }) {
    seen.running += 1
    try {
      for (let tick = 1; ; tick += 1) {
        yield tick
        await delay(input.everyMs, undefined, { signal })
      }
    } finally {
      seen.running -= 1
      if (signal?.aborted) seen.aborted += 1
    }
  }),
  /** As a long synchronous statement: nothing else is heard until it ends. */
  block: os.input(z.object({ forMs: z.number() })).handler(({ input }) => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, input.forMs)
  }),
}
