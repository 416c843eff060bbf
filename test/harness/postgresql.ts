import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { onTestFinished } from 'vitest'
import type { Requirement } from './requirement'
import { sharedPart } from './shared-parts'

export interface PostgresqlServer {
  /** The server's own database, with the password. */
  readonly url: string
  /** The folder of its Unix socket. */
  readonly socketFolder: string
  /** A new empty database of the running test's own; dropped when the test has finished. */
  createDatabase(): Promise<TestDatabase>
}

export interface TestDatabase {
  readonly name: string
  readonly url: string
}

/**
 * The run's PostgreSQL server, or why there is none:
 *
 *     const postgresql = await postgresqlServer()
 *     describe('…', () => {
 *       requires(postgresql)
 *       test('…', async () => { const { url } = await present(postgresql).createDatabase() })
 *     })
 */
export async function postgresqlServer(): Promise<Requirement<PostgresqlServer>> {
  const shared = await sharedPart('/postgresql')
  if ('missing' in shared) return { missing: `PostgreSQL: ${shared.missing}` }
  return { value: serverAt(shared.value.url, shared.value.socketFolder) }
}

function serverAt(url: string, socketFolder: string): PostgresqlServer {
  const run = async (statement: string): Promise<void> => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query(statement).finally(() => client.end())
  }
  return {
    url,
    socketFolder,
    async createDatabase() {
      const name = `test_${randomBytes(6).toString('hex')}`
      await run(`CREATE DATABASE ${name} TEMPLATE template0`)
      onTestFinished(() => run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))
      const address = new URL(url)
      address.pathname = `/${name}`
      return { name, url: address.href }
    },
  }
}
