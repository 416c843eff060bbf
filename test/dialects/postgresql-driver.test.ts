import { chmodSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { WriteConnection } from '../../core/dialects/connection'
import { postgresql } from '../../core/dialects/postgresql/dialect'
import { postgresqlUrl } from '../../core/dialects/postgresql/url'
import { RetortError } from '../../core/errors'
import type { SqlValue } from '../../core/schema/sql-expression'
import { postgresqlServer } from '../harness/postgresql'
import { present, requires } from '../harness/requirement'
import { temporaryFolder } from '../harness/temporary-folder'
import { targets } from './postgresql-targets'

const server = await postgresqlServer()

const connect = (url: string, password?: string): Promise<WriteConnection> =>
  postgresql.driver.connect(postgresqlUrl.parse(url, ''), password === undefined ? {} : { password })

const failureOf = async (url: string): Promise<RetortError> => {
  const failure: unknown = await connect(url).then(
    connection => connection.close(),
    error => error,
  )
  expect(failure).toBeInstanceOf(RetortError)
  return failure as RetortError
}

const changed = (change: (address: URL) => void): string => {
  const address = new URL(present(server).url)
  change(address)
  return address.href
}

afterEach(() => vi.unstubAllEnvs())

describe.each(targets(server))('values on $name', ({ needs, open }) => {
  requires(needs)

  test('come as the same kinds of values as on every dialect', async () => {
    const connection = await open()
    onTestFinished(() => connection.close())
    const [row] = await connection.query(`SELECT 1::int2 AS small, 2147483647 AS int, 9007199254740991::int8 AS safe,
      9007199254740993::int8 AS big, 1.50::numeric AS exact, 0.1::float8 AS float, true AS yes, '\\x00ff'::bytea AS bytes,
      date '2026-11-20' AS day, timestamp '2026-11-20 10:00:00.123456' AS moment, interval '1 day' AS span,
      '{"a": 1}'::jsonb AS doc, NULL AS nothing, ARRAY[1,2] AS list`)
    expect(row).toEqual({
      small: 1,
      int: 2147483647,
      safe: 9007199254740991,
      big: 9007199254740993n,
      exact: '1.50',
      float: 0.1,
      yes: true,
      bytes: new Uint8Array([0, 255]),
      day: '2026-11-20',
      moment: '2026-11-20 10:00:00.123456',
      span: '1 day',
      doc: '{"a": 1}',
      nothing: null,
      list: '{1,2}',
    })
  })

  test('go into every type of column, and come back', async () => {
    const connection = await open()
    onTestFinished(() => connection.close())
    await connection.script(
      `CREATE TABLE held (i integer, b bigint, n numeric, f float8, t text, y boolean, x bytea, d date, j jsonb)`,
    )
    const values: SqlValue[] = [
      7,
      9007199254740993n,
      '12345678901234567890.10',
      0.5,
      "it's",
      true,
      new Uint8Array([1, 2]),
      '2026-01-31',
      '{"a": [1]}',
    ]
    expect(await connection.execute(`INSERT INTO held VALUES (${values.map(() => '?').join(', ')})`, values)).toBe(1)
    expect(Object.values((await connection.query('SELECT * FROM held'))[0]!)).toEqual(values)
    expect(await connection.query('SELECT ? AS a, ? AS b, ? AS c, ? AS d', [1, true, 'x', 2.5])).toEqual([
      { a: 1, b: true, c: 'x', d: '2.5' },
    ])
  })

  test('placeholders are left alone in texts, comments and operators', async () => {
    const connection = await open()
    onTestFinished(() => connection.close())
    const rows = await connection.query(
      `SELECT '?' AS a, $$?$$ AS b, ? AS "c?", '{"k":1}'::jsonb ?| ARRAY['k'] AS d, '{"k":1}'::jsonb ?? 'k' AS e -- ?
       /* ? /* ? */ */`,
      ['value'],
    )
    expect(rows).toEqual([{ a: '?', b: '?', 'c?': 'value', d: true, e: true }])
    expect(await connection.query(`SELECT '{"k":1}'::jsonb ? 'k' AS a`)).toEqual([{ a: true }])
    await expect(connection.query('SELECT ?, ?', [1])).rejects.toMatchObject({ code: 'BAD_OPERATION' })
  })
})

describe('connecting to a PostgreSQL server', () => {
  requires(server)

  test('takes the password from the URL, the options, PGPASSWORD or the password file', async () => {
    const { url } = present(server)
    const { password, port } = new URL(url)
    const without = changed(address => (address.password = ''))
    await (await connect(url)).close()
    await (await connect(without, password)).close()
    vi.stubEnv('PGPASSWORD', password)
    await (await connect(without)).close()
    vi.stubEnv('PGPASSWORD', undefined)
    const file = path.join(temporaryFolder(), 'pgpass')
    writeFileSync(file, `# comment\nelsewhere:*:*:*:wrong\n*:${port}:*:*:${password}\n`, { mode: 0o600 })
    vi.stubEnv('PGPASSFILE', file)
    await (await connect(without)).close()
    chmodSync(file, 0o644)
    expect((await failureOf(without)).message).toMatch(/asks for the password/)
  })

  test('prints values one way, however the database is set up', async () => {
    const { url, name } = await present(server).createDatabase()
    const first = await connect(url)
    await first.script(`
      ALTER DATABASE ${name} SET datestyle = 'German';
      ALTER DATABASE ${name} SET bytea_output = 'escape';
      ALTER DATABASE ${name} SET intervalstyle = 'iso_8601'`)
    await first.close()
    const connection = await connect(url)
    const printed = await connection.query(
      `SELECT date '2026-11-20' AS day, interval '1 day' AS span, '\\x41'::bytea AS bytes`,
    )
    expect(printed).toEqual([{ day: '2026-11-20', span: '1 day', bytes: new Uint8Array([65]) }])
    await connection.close()
  })

  test('works over the socket', async () => {
    const { url, socketFolder } = present(server)
    const { username, password, port } = new URL(url)
    const connection = await connect(
      `postgresql+psycopg://${username}:${password}@/postgres?host=${encodeURIComponent(socketFolder)}&port=${port}`,
    )
    expect(await connection.query('SELECT inet_client_addr() AS address')).toEqual([{ address: null }])
    expect(connection.serverVersion).toMatch(/^PostgreSQL \d+/)
    await connection.close()
  })

  test('says in clear words what is wrong, and never the password', async () => {
    const secret = new URL(present(server).url).password
    const cases: readonly (readonly [string, RegExp])[] = [
      [changed(address => (address.password = 'Wr0ng-pass')), /refuses the password of/],
      [changed(address => (address.pathname = '/nowhere')), /no database "nowhere"/],
      [changed(address => (address.port = '1')), /No PostgreSQL server answers at/],
      [changed(address => (address.hostname = 'host.invalid')), /host "host.invalid" is not known/],
      [changed(address => (address.search = '?sslmode=require')), /has no SSL/],
      ['postgresql:///x?host=/nowhere', /No PostgreSQL server answers on the socket/],
    ]
    for (const [url, message] of cases) {
      const failure = await failureOf(url)
      expect(failure).toMatchObject({ code: 'CONNECTION_FAILED', message: expect.stringMatching(message) })
      expect(failure.details.hint).toMatch(/\S/)
      expect(`${failure.message} ${failure.details.hint}`).not.toMatch(new RegExp(`Wr0ng-pass|${secret}`))
    }
  })

  test('a server that does not answer is given up in time', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1')
    onTestFinished(() => void silent.close())
    await new Promise(resolve => silent.once('listening', resolve))
    const { port } = silent.address() as { port: number }
    const failure = await failureOf(`postgresql://u@127.0.0.1:${port}/x?connect_timeout=1&sslmode=disable`)
    expect(failure.message).toMatch(/does not answer in time/)
  })
})
