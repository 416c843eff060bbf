import path from 'node:path'
import { expect, test } from 'vitest'
import type { RunEvent } from '../../core/dialects/session'
import { ratioOf } from '../harness/cpu-time'
import { byHand, byRebuild, filledTable } from '../harness/large-table'
import { temporaryFolder } from '../harness/temporary-folder'

/** The bench `large-rebuild` measures a million rows; the limits here leave room for a machine that does other things. */
const ROWS = 40_000

test.each([
  ['without the proof, hardly longer than', false, 1.5],
  ['with the proof, at most twice as long as', true, 2.5],
])('a rebuild takes, %s INSERT … SELECT by hand', async (_name, proof, limit) => {
  const file = path.join(temporaryFolder(), 'app.db')
  const { ratio } = await ratioOf(
    () => filledTable(file, ROWS, connection => byRebuild(connection, proof)),
    () => filledTable(file, ROWS, byHand),
    5,
  )
  expect(ratio).toBeLessThan(limit)
})

test('a rebuild tells of its progress by slices, and needs no more memory for more rows', async () => {
  const file = path.join(temporaryFolder(), 'app.db')
  const rebuilt = async (rows: number) => {
    const told: RunEvent[] = []
    let most = 0
    await filledTable(file, rows, async connection => {
      const before = process.memoryUsage.rss()
      await byRebuild(connection, true, event => {
        if (event.kind === 'rows') told.push(event)
        most = Math.max(most, process.memoryUsage.rss() - before)
      })
    })
    return { told, megabytes: most / 1024 / 1024 }
  }
  await rebuilt(ROWS)
  const { told, megabytes } = await rebuilt(ROWS * 5)
  const done = told.flatMap(event => (event.kind === 'rows' ? [event.done] : []))
  expect(done.length).toBeGreaterThan(2)
  expect(done).toEqual(done.toSorted((a, b) => a - b))
  expect(told.at(-1)).toEqual({ kind: 'rows', table: 'people', done: ROWS * 5, total: ROWS * 5 })
  expect(megabytes).toBeLessThan(48)
})
