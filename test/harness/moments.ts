import { onTestFailed } from 'vitest'

/** How often a test of random things tries: a few times here, as often as the variable says where it is set. */
export const timesOf = (variable: string, usually: number): number => Number(process.env[variable] ?? usually)

/** Where the random numbers of this run begin; printed where a test fails, and to be set to see the same again. */
export const SEED = Number(process.env['RETORT_TEST_SEED'] ?? Date.now() % 1_000_000)

/** Random numbers for the running test; where it fails, it says how to get the same. */
export function randomNumbersOfTest(): () => number {
  onTestFailed(() => console.error(`To see this again: RETORT_TEST_SEED=${SEED}`))
  return randomNumbers(SEED)
}

/** Random numbers from 0 to 1 that come again with the same seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
