import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { parseDatabaseUrl } from '../../core/config/database-url'
import { dialects } from '../../core/dialects'
import type { WriteConnection } from '../../core/dialects/connection'
import type { Schema } from '../../core/schema/schema'
import type { PostgresqlServer } from '../harness/postgresql'
import { present, type Requirement } from '../harness/requirement'

/** A place to do the main job: how to get an empty database, and how a person would run a script there. */
export interface JobTarget {
  readonly name: string
  readonly needs: Requirement<unknown>
  /** The URL of an empty database of the running test's own; files go below `folder`. */
  createUrl(folder: string, name: string): Promise<string>
  runScript(script: string, url: string): Promise<void>
}

export const jobTargets = (server: Requirement<PostgresqlServer>): readonly JobTarget[] => [
  {
    name: 'SQLite',
    needs: { value: null },
    createUrl: async (folder, name) => `sqlite:${path.join(folder, `${name}.db`)}`,
    runScript: async (script, url) => {
      execFileSync('sqlite3', ['-bail', url.replace('sqlite:', '')], { input: script, stdio: ['pipe', 'pipe', 'pipe'] })
    },
  },
  {
    name: 'PostgreSQL',
    needs: server,
    createUrl: async () => (await present(server).createDatabase()).url,
    runScript: async (script, url) => {
      execFileSync('psql', ['-q', '-v', 'ON_ERROR_STOP=1', url], { input: script, stdio: ['pipe', 'pipe', 'pipe'] })
    },
  },
  {
    name: 'PGlite',
    needs: { value: null },
    createUrl: async (folder, name) => `pglite:${path.join(folder, name)}`,
    runScript: (script, url) => connected(url, connection => connection.script(script)),
  },
]

/** Connects for as long as `work` takes. */
export async function connected<T>(url: string, work: (connection: WriteConnection) => Promise<T>): Promise<T> {
  const address = parseDatabaseUrl(url, '/')
  const connection = await dialects[address.dialect].driver.connect(address, { create: true })
  try {
    return await work(connection)
  } finally {
    await connection.close()
  }
}

const byName = <T>(items: readonly T[], nameOf: (item: T) => string): readonly T[] =>
  [...items].sort((a, b) => nameOf(a).localeCompare(nameOf(b)))

/** The schema as the database holds it, tables and indexes by name. */
export const schemaOf = (url: string): Promise<Schema> =>
  connected(url, async connection => {
    const { tables, ...rest } = await dialects[connection.dialect].inspect(connection)
    const sorted = tables.map(table => ({ ...table, indexes: byName(table.indexes, index => index.name) }))
    return { ...rest, tables: byName(sorted, table => table.name.name) }
  })
