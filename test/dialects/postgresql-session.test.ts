import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { WriteConnection } from '../../core/dialects/connection'
import { postgresql } from '../../core/dialects/postgresql/dialect'
import { postgresqlUrl } from '../../core/dialects/postgresql/url'
import type { Performer, RevisionWork, RunEvent, SessionOptions } from '../../core/dialects/session'
import { bulkInsert } from '../../core/operations/bulk-insert'
import { createIndex } from '../../core/operations/create-index'
import { execute } from '../../core/operations/execute'
import { query } from '../../core/operations/query'
import { postgresqlServer } from '../harness/postgresql'
import { present, requires } from '../harness/requirement'
import { targets } from './postgresql-targets'

const optionsOf = (change: Partial<SessionOptions> = {}): SessionOptions => ({
  onEvent: () => undefined,
  signal: new AbortController().signal,
  transactionPerMigration: false,
  lockTimeoutMs: 10_000,
  versionTable: 'alembic_version',
  ...change,
})

const step = (revision: string, body: (op: Performer) => Promise<void>): RevisionWork => ({
  revision,
  async isStillDue(connection) {
    const rows = await connection.query('SELECT FROM steps WHERE revision = ?', [revision])
    return rows.length === 0
  },
  body,
  async record(connection) {
    await connection.execute('INSERT INTO steps VALUES (?)', [revision])
  },
})

const run = (op: Performer, text: string): Promise<unknown> => op.perform(execute(text))

const server = await postgresqlServer()

describe.each(targets(server))('a run on $name', ({ dialect, needs, open }) => {
  requires(needs)
  let connection: WriteConnection

  beforeEach(async () => {
    connection = await open()
    await connection.script('CREATE TABLE steps (revision text PRIMARY KEY)')
  })
  afterEach(() => connection.close())

  const done = async (): Promise<readonly unknown[]> =>
    (await connection.query('SELECT revision FROM steps ORDER BY revision')).map(row => row['revision'])
  const tables = async (): Promise<readonly string[]> =>
    (await dialect.inspect(connection)).tables.map(item => item.name.name).filter(name => name !== 'steps')

  test('revisions and their version rows are committed together', async () => {
    const events: RunEvent[] = []
    const session = await dialect.openSession(connection, optionsOf({ onEvent: event => events.push(event) }))
    const first = step('a', async op => {
      await run(op, 'CREATE TABLE one (id integer, name text); CREATE TABLE two (id integer)')
      await op.perform(
        bulkInsert('one', [
          { id: 1, name: 'x' },
          { id: 2, name: null },
        ]),
      )
      expect(await op.perform(query('SELECT count(*) AS n FROM one WHERE id <= ?', [2]))).toEqual([{ n: 2 }])
    })
    expect(await session.revision(first)).toBe(true)
    expect(await session.revision(first)).toBe(false)
    await session.finish()
    expect(await done()).toEqual(['a'])
    expect(await tables()).toEqual(['one', 'two'])
    expect(events).toContainEqual({ kind: 'rows', table: 'one', done: 2, total: 2 })
  })

  test('a failure rolls back the whole run and says what the server said', async () => {
    const session = await dialect.openSession(connection, optionsOf())
    await session.revision(step('a', async op => void (await run(op, 'CREATE TABLE one (id integer)'))))
    const failing = session.revision(
      step('b', async op => {
        await run(op, 'CREATE TABLE two (id integer)')
        await run(op, 'INSERT INTO nowhere VALUES (1)')
      }),
    )
    await expect(failing).rejects.toMatchObject({
      code: 'MIGRATION_FAILED',
      message: 'relation "nowhere" does not exist.',
      details: { sql: 'INSERT INTO nowhere VALUES (1)' },
    })
    await session.abandon()
    expect(await tables()).toEqual([])
    expect(await done()).toEqual([])
  })

  test('with a transaction for each revision the ones before a failure stay', async () => {
    const session = await dialect.openSession(connection, optionsOf({ transactionPerMigration: true }))
    await session.revision(step('a', async op => void (await run(op, 'CREATE TABLE one (id integer)'))))
    await expect(session.revision(step('b', async op => void (await run(op, 'SELECT 1/0'))))).rejects.toThrow('zero')
    await session.abandon()
    expect(await done()).toEqual(['a'])
  })

  test('a failure that the code swallows still fails the revision', async () => {
    const session = await dialect.openSession(connection, optionsOf())
    const swallowing = step('a', async op => {
      await run(op, 'CREATE TABLE one (id integer)')
      await run(op, 'SELECT 1/0').catch(() => undefined)
    })
    await expect(session.revision(swallowing)).rejects.toMatchObject({ code: 'MIGRATION_FAILED' })
    await session.abandon()
    expect(await tables()).toEqual([])
  })

  test('a savepoint undoes its own work and nothing else', async () => {
    const session = await dialect.openSession(connection, optionsOf())
    await session.revision(
      step('a', async op => {
        await run(op, 'CREATE TABLE one (id integer)')
        const trial = op.savepoint(async () => {
          await run(op, 'CREATE TABLE two (id integer)')
          await op.savepoint(async () => void (await run(op, 'SELECT 1/0')))
        })
        await expect(trial).rejects.toThrow('division by zero')
        await run(op, 'CREATE TABLE three (id integer)')
      }),
    )
    await session.finish()
    expect(await tables()).toEqual(['one', 'three'])
  })

  test('an autocommit block runs outside the transaction, and what came before it stays', async () => {
    const session = await dialect.openSession(connection, optionsOf())
    const failing = session.revision(
      step('a', async op => {
        await run(op, 'CREATE TABLE one (id integer)')
        await op.autocommit(async () => void (await run(op, 'CREATE INDEX CONCURRENTLY ix_one ON one (id)')))
        await run(op, 'CREATE TABLE two (id integer)')
        await run(op, 'SELECT 1/0')
      }),
    )
    await expect(failing).rejects.toMatchObject({
      details: { hint: expect.stringContaining('autocommit block is committed') },
    })
    await session.abandon()
    expect(await tables()).toEqual(['one'])
    expect(await done()).toEqual([])
  })

  test('what cannot run inside a transaction is pointed to an autocommit block', async () => {
    const session = await dialect.openSession(connection, optionsOf())
    const misplaced = step('a', async op => {
      await run(op, 'CREATE TABLE one (id integer)')
      await run(op, 'CREATE INDEX CONCURRENTLY ix_one ON one (id)')
    })
    await expect(session.revision(misplaced)).rejects.toMatchObject({
      details: { hint: expect.stringContaining('op.autocommit') },
    })
    await session.abandon()
  })

  test('a statement that would end the transaction is refused', async () => {
    const session = await dialect.openSession(connection, optionsOf())
    for (const text of ['COMMIT', 'SELECT 1; rollback', '/* x */ BEGIN', 'start transaction'])
      await expect(session.revision(step('a', async op => void (await run(op, text))))).rejects.toMatchObject({
        code: 'BAD_OPERATION',
      })
    await session.abandon()
  })

  test('a cancelled run leaves nothing behind', async () => {
    const controller = new AbortController()
    const session = await dialect.openSession(connection, optionsOf({ signal: controller.signal }))
    const cancelled = session.revision(
      step('a', async op => {
        await run(op, 'CREATE TABLE one (id integer)')
        controller.abort()
        await run(op, 'CREATE TABLE two (id integer)')
      }),
    )
    await expect(cancelled).rejects.toMatchObject({ code: 'CANCELLED' })
    await session.abandon()
    expect(await tables()).toEqual([])
  })
})

describe('a run on a PostgreSQL server that others use', () => {
  requires(server)

  const connectTwice = async (): Promise<readonly [WriteConnection, WriteConnection]> => {
    const { url } = await present(server).createDatabase()
    const connect = (): Promise<WriteConnection> => postgresql.driver.connect(postgresqlUrl.parse(url, ''))
    const [first, second] = [await connect(), await connect()]
    await first.script('CREATE TABLE steps (revision text PRIMARY KEY)')
    onTestFinished(async () => {
      await Promise.allSettled([first.close(), second.close()])
    })
    return [first, second]
  }

  test('a second runner waits for the first, then finds nothing to do', async () => {
    const [first, second] = await connectTwice()
    const winner = await postgresql.openSession(first, optionsOf())
    const waited = Promise.withResolvers<RunEvent>()
    const loser = postgresql.openSession(
      second,
      optionsOf({ onEvent: event => event.kind === 'waiting' && waited.resolve(event) }),
    )
    await waited.promise
    const work = step('a', async op => void (await run(op, 'CREATE TABLE one (id integer)')))
    expect(await winner.revision(work)).toBe(true)
    await winner.finish()
    const late = await loser
    expect(await late.revision(work)).toBe(false)
    await late.finish()
  })

  test('a second runner gives up when its time is over, and says who holds the lock', async () => {
    const [first, second] = await connectTwice()
    const winner = await postgresql.openSession(first, optionsOf())
    await expect(postgresql.openSession(second, optionsOf({ lockTimeoutMs: 100 }))).rejects.toMatchObject({
      code: 'DATABASE_LOCKED',
      message: expect.stringMatching(/server process \d+, retort/),
    })
    await winner.abandon()
    await (await postgresql.openSession(second, optionsOf())).finish()
  })

  const built = (columns: readonly string[]) =>
    step('indexed', op =>
      op.autocommit(async () => void (await op.perform(createIndex('ix', 'one', columns, { concurrently: true })))),
    )

  test('an index left unfinished by a run that was killed is dropped and built again', async () => {
    const [first] = await connectTwice()
    await first.script('CREATE TABLE one (id integer, name text); INSERT INTO one VALUES (1), (1)')
    await expect(first.script('CREATE UNIQUE INDEX CONCURRENTLY ix ON one (id)')).rejects.toThrow('ix')
    const notes: string[] = []
    const session = await postgresql.openSession(
      first,
      optionsOf({ onEvent: event => void (event.kind === 'note' && notes.push(event.message)) }),
    )
    expect(await session.revision(built(['id']))).toBe(true)
    await session.finish()
    expect(notes).toEqual(['The index "ix" was left unfinished; it is built again.'])
    expect(await first.query(`SELECT indisvalid AS valid, indisunique AS "unique" FROM pg_index`)).toContainEqual({
      valid: true,
      unique: false,
    })
  })

  test('an index that a killed run has finished stays; another one of its name stops the run', async () => {
    const [first] = await connectTwice()
    await first.script('CREATE TABLE one (id integer, name text); CREATE INDEX ix ON one (id, name)')
    const numbered = `SELECT 'ix'::regclass::oid::integer AS oid`
    const before = await first.query(numbered)
    const session = await postgresql.openSession(first, optionsOf())
    expect(await session.revision(built(['id', 'name']))).toBe(true)
    await session.finish()
    expect(await first.query(numbered)).toEqual(before)
    await first.script('DELETE FROM steps')
    const another = await postgresql.openSession(first, optionsOf())
    await expect(another.revision(built(['name']))).rejects.toThrow('already exists')
    await another.abandon()
  })

  test('a long statement is stopped by cancelling the run', async () => {
    const [first, second] = await connectTwice()
    const controller = new AbortController()
    const session = await postgresql.openSession(first, optionsOf({ signal: controller.signal }))
    const cancelled = session.revision(
      step('a', async op => {
        await run(op, 'CREATE TABLE one (id integer)')
        await run(op, 'SELECT pg_sleep(600)')
      }),
    )
    const sleeping = `SELECT FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(600)' AND datname = current_database()`
    await expect.poll(async () => (await second.query(sleeping)).length).toBe(1)
    controller.abort()
    await expect(cancelled).rejects.toMatchObject({ code: 'CANCELLED' })
    await session.abandon()
    expect((await postgresql.inspect(first)).tables).toHaveLength(1)
  })

  test('a connection that is lost in mid-run is told as such', async () => {
    const [first, second] = await connectTwice()
    const session = await postgresql.openSession(first, optionsOf())
    const lost = session.revision(
      step('a', async op => {
        await run(op, 'CREATE TABLE one (id integer)')
        const [row] = await first.query('SELECT pg_backend_pid() AS pid')
        await second.query('SELECT pg_terminate_backend(?)', [row!['pid']!])
        await run(op, 'CREATE TABLE two (id integer)')
      }),
    )
    await expect(lost).rejects.toMatchObject({
      code: 'CONNECTION_FAILED',
      details: { hint: expect.stringContaining('rolled back') },
    })
    await session.abandon()
    expect((await postgresql.inspect(second)).tables.map(item => item.name.name)).toEqual(['steps'])
  })
})
