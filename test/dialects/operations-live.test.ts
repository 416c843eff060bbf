import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { dialects, type DialectName } from '../../core/dialects'
import type { Row, WriteConnection } from '../../core/dialects/connection'
import type { Dialect } from '../../core/dialects/dialect'
import { pglite } from '../../core/dialects/pglite/dialect'
import { pgliteUrl } from '../../core/dialects/pglite/url'
import { postgresql } from '../../core/dialects/postgresql/dialect'
import { postgresqlUrl } from '../../core/dialects/postgresql/url'
import type { Operation } from '../../core/operations/operation'
import { reverse } from '../../core/operations/reverse'
import { postgresqlServer } from '../harness/postgresql'
import { present, requires, type Requirement } from '../harness/requirement'
import { scenarios } from '../scenarios'
import type { PerDialect } from '../scenarios/scenario'
import { SqliteWorkbench } from './sqlite-workbench'

/** A database that holds what the row gives it, and nothing else. */
interface Database {
  readonly connection: WriteConnection
  perform(operation: Operation): Promise<void>
}

interface Target {
  readonly name: DialectName
  readonly needs: Requirement<unknown>
  open(given: string): Promise<Database>
}

const server = await postgresqlServer()
/** Starting one takes a second, so that the rows share it; each finds it empty. */
const embedded = await pglite.driver.connect(pgliteUrl.parse('pglite::memory:', ''))
afterAll(() => embedded.close())

const EMPTY = 'DROP SCHEMA IF EXISTS public, crm CASCADE; CREATE SCHEMA public; CREATE EXTENSION IF NOT EXISTS plpgsql'

async function filled(connection: WriteConnection, { ddl }: Dialect, given: string): Promise<Database> {
  await connection.script(given)
  return {
    connection,
    async perform(operation) {
      for (const { sql, params } of ddl.compile(operation)) await connection.execute(sql, params)
    },
  }
}

const databases: readonly Target[] = [
  { name: 'sqlite', needs: { value: null }, open: given => SqliteWorkbench.open(given) },
  {
    name: 'postgresql',
    needs: server,
    async open(given) {
      const { url } = await present(server).createDatabase()
      const connection = await postgresql.driver.connect(postgresqlUrl.parse(url, ''))
      onTestFinished(() => connection.close())
      return filled(connection, postgresql, given)
    },
  },
  {
    name: 'pglite',
    needs: { value: null },
    async open(given) {
      await embedded.script(EMPTY)
      return filled(embedded, pglite, given)
    },
  },
]

const of = <T>(answers: PerDialect<T>, name: DialectName): T => answers[name] ?? answers.standard

describe.each(databases)('$name', ({ name, needs, open }) => {
  requires(needs)
  const runnable = scenarios.flatMap(({ live, ...scenario }) =>
    live === undefined || 'refuses' in of(scenario.sql, name) ? [] : [{ ...scenario, live }],
  )

  test.each(runnable)('$name, live', async ({ operation, undo, live }) => {
    const database = await open(of(live.given, name))
    const ask = (): Promise<readonly Row[] | null> => database.connection.query(of(live.asks, name)).catch(() => null)
    const before = await ask()
    await database.perform(operation)
    expect(await ask()).toEqual(live.answers)
    if (undo === null) return
    await database.perform(reverse(operation))
    expect(await ask()).toEqual(before)
  })
})

test('no row speaks of a dialect that is not there', () => {
  const named = scenarios.flatMap(({ sql }) => Object.keys(sql)).filter(key => key !== 'standard')
  expect(named.filter(key => !(key in dialects))).toEqual([])
})
