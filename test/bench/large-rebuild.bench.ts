import path from 'node:path'
import { test } from 'vitest'
import { timesOf } from '../harness/moments'
import { temporaryFolder } from '../harness/temporary-folder'
import { byHand, byRebuild, filledTable } from '../harness/large-table'
import { report } from './report'

const ROWS = timesOf('RETORT_BENCH_ROWS', 1_000_000)
const PAIRS = timesOf('RETORT_BENCH_PAIRS', 3)

test.each([
  ['without the proof (wanted: at most 1.15)', false],
  ['with the proof (wanted: at most 2)', true],
])('rebuild: a large table, %s', async (name, proof) => {
  const folder = temporaryFolder()
  const file = path.join(folder, 'app.db')
  await report({
    what: `a rebuild of ${ROWS} rows of 8 columns ${name}, against INSERT … SELECT by hand`,
    measured: () => filledTable(file, ROWS, connection => byRebuild(connection, proof)),
    against: () => filledTable(file, ROWS, byHand),
    pairs: PAIRS,
  })
})
