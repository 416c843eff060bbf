import { rmSync } from 'node:fs'
import type { WriteConnection } from '../../core/dialects/connection'
import { probedCapabilities } from '../../core/dialects/sqlite/capabilities'
import { sqliteDriver } from '../../core/dialects/sqlite/driver'
import { OnlineExecutor } from '../../core/dialects/sqlite/executor'
import { rebuildTable } from '../../core/dialects/sqlite/rebuild/rebuild-table'
import { sqliteUrl } from '../../core/dialects/sqlite/url'
import type { RunEvent } from '../../core/dialects/session'
import { alterColumn } from '../../core/operations/alter-column'
import { string } from '../../core/schema/build/types'
import { tableName } from '../../core/schema/table-name'

const COLUMNS = 'id, name, age, note, price, created, active, code'
const TABLE = (name: string, length: number): string =>
  `CREATE TABLE ${name} (id INTEGER PRIMARY KEY, name VARCHAR(${length}) NOT NULL, age INTEGER, note TEXT,
  price NUMERIC(10, 2), created DATETIME, active BOOLEAN NOT NULL, code VARCHAR(20))`
const INDEX = 'CREATE INDEX ix_people_name ON people (name)'

/** How long `work` takes on a file with a table of so many rows and eight columns, which is made anew for it. */
export async function filledTable(
  file: string,
  rows: number,
  work: (connection: WriteConnection) => Promise<void>,
): Promise<number> {
  rmSync(file, { force: true })
  const connection = await sqliteDriver.connect(sqliteUrl.parse(`sqlite:${file}`, '/'), { create: true })
  try {
    await connection.script(`PRAGMA synchronous=OFF; ${TABLE('people', 50)}; ${INDEX};
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows})
      INSERT INTO people SELECT i, 'name ' || i, i % 90, 'a note of some length, number ' || i, i * 1.25,
        '2026-01-01 10:00:00', i % 2, 'C' || i FROM n; PRAGMA synchronous=FULL`)
    const started = performance.now()
    await work(connection)
    return performance.now() - started
  } finally {
    await connection.close()
  }
}

/** The steps that SQLite's documentation gives, with the shortest copy there is. */
export async function byHand(connection: WriteConnection): Promise<void> {
  await connection.script(`PRAGMA foreign_keys=OFF; BEGIN IMMEDIATE; ${TABLE('new_people', 80)};
    INSERT INTO new_people (${COLUMNS}) SELECT ${COLUMNS} FROM people;
    DROP TABLE people; ALTER TABLE new_people RENAME TO people; ${INDEX}; COMMIT`)
}

/** The same as this program does it; without the proof only to know what that costs. */
export async function byRebuild(
  connection: WriteConnection,
  proof: boolean,
  onEvent: (event: RunEvent) => void = () => undefined,
): Promise<void> {
  const signal = new AbortController().signal
  const executor = new OnlineExecutor(connection, await probedCapabilities(), { onEvent, signal })
  await connection.script('PRAGMA foreign_keys=OFF; BEGIN IMMEDIATE')
  const operations = [alterColumn('people', 'name', { type: string(80) })]
  await rebuildTable(executor, { table: tableName('people'), operations, batch: null }, { proof })
  await connection.script('COMMIT')
}
