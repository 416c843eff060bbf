import { ratioOf } from '../harness/cpu-time'

/** Two ways of doing one thing, or one thing in two sizes; each answers how long it took, in milliseconds. */
export interface Comparison {
  readonly what: string
  readonly measured: () => Promise<number>
  readonly against: () => Promise<number>
  readonly pairs: number
}

/** Measures both side by side and prints how they compare. */
export async function report({ what, measured, against, pairs }: Comparison): Promise<void> {
  const { ratio, first, second } = await ratioOf(measured, against, pairs)
  console.log(`${ratio.toFixed(2).padStart(8)} ×  ${what}  (${first.toFixed(0)} ms against ${second.toFixed(0)} ms)`)
}

/** How long `work` takes by the clock. */
export async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}
