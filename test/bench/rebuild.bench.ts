import path from 'node:path'
import { test } from 'vitest'
import { migrate } from '../../core/commands/migrate'
import { connected } from '../dialects/main-job-targets'
import { projectWithTables, writeRevisions } from '../harness/large-project'
import { useSourcesAsRetort } from '../harness/retort-module'
import { temporaryFolder } from '../harness/temporary-folder'
import { report, timeOf } from './report'

useSourcesAsRetort()

const ROWS = 200_000

const TABLE = `CREATE TABLE people (id INTEGER PRIMARY KEY, name VARCHAR(50) NOT NULL, age INTEGER, note TEXT);
CREATE INDEX ix_people_name ON people (name);
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${ROWS})
INSERT INTO people SELECT i, 'name ' || i, i % 90, 'a note of some length, number ' || i FROM n;`

const BODY = `export async function upgrade(op: Op) {
  await op.alterColumn("people", "name", { type: string(80) });
}

export async function downgrade() {}`

/** The twelve steps of SQLite's documentation, written out. */
const BY_HAND = [
  'PRAGMA foreign_keys = OFF',
  'BEGIN',
  'CREATE TABLE new_people (id INTEGER PRIMARY KEY, name VARCHAR(80) NOT NULL, age INTEGER, note TEXT)',
  'INSERT INTO new_people SELECT id, name, age, note FROM people',
  'DROP TABLE people',
  'ALTER TABLE new_people RENAME TO people',
  'CREATE INDEX ix_people_name ON people (name)',
  'PRAGMA foreign_key_check',
  'COMMIT',
  'PRAGMA foreign_keys = ON',
]

test('rebuild: a table of 200,000 rows against the twelve steps by hand', async () => {
  const folder = temporaryFolder()
  writeRevisions(folder, 1, () => BODY)
  let databases = 0
  const filled = async (): Promise<string> => {
    const url = `sqlite:${path.join(folder, `${(databases += 1)}.db`)}`
    await connected(url, connection => connection.script(TABLE))
    return url
  }
  await report({
    what: `a column's type changed on ${ROWS} rows, proven, against the twelve steps by hand`,
    measured: async () => {
      const project = await projectWithTables(folder, await filled(), 0)
      return timeOf(() => migrate(project, { direction: 'upgrade', target: 'head', backup: false }))
    },
    against: async () => {
      const url = await filled()
      return timeOf(() =>
        connected(url, async connection => {
          for (const sql of BY_HAND) await connection.query(sql)
        }),
      )
    },
    pairs: 5,
  })
})
