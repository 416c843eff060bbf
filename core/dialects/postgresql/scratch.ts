import { randomBytes } from 'node:crypto'
import { RetortError } from '../../errors'
import type { WriteConnection } from '../connection'
import { schemeOf, type DatabaseUrl } from '../database-url'
import type { ScratchDatabase, ScratchOptions } from '../dialect'
import { pgliteDriver } from '../pglite/driver'
import { MEMORY, pgliteUrl } from '../pglite/url'
import { postgresqlDriver } from './driver'
import { serverCode } from './failure'
import { postgresqlUrl } from './url'

const PREFIX = 'retort_scratch_'
const LEFTOVER_AFTER_MS = 60 * 60 * 1000

/**
 * An empty database to try things in: one of its own on the connected server; where that is not allowed a schema of
 * its own there; else on `devUrl`; else PGlite in memory.
 */
export async function openPostgresqlScratch(url: DatabaseUrl, options: ScratchOptions = {}): Promise<ScratchDatabase> {
  const places = [url, ...(options.devUrl === undefined ? [] : [devDatabase(options.devUrl)])]
  for (const place of places) {
    const scratch = place.dialect === 'pglite' ? await openPgliteScratch() : await scratchAt(place)
    if (scratch !== null) return scratch
  }
  return openPgliteScratch()
}

export async function openPgliteScratch(): Promise<ScratchDatabase> {
  const connection = await pgliteDriver.connect(pgliteUrl.parse(`pglite:${MEMORY}`, ''))
  return { connection, close: () => connection.close() }
}

const devDatabase = (text: string): DatabaseUrl =>
  (schemeOf(text) === 'pglite' ? pgliteUrl : postgresqlUrl).parse(text, process.cwd())

async function scratchAt(url: DatabaseUrl): Promise<ScratchDatabase | null> {
  const home = await postgresqlDriver.connect(url).catch(nullIfUnreachable)
  if (home === null) return null
  try {
    const scratch = (await scratchDatabase(home)) ?? (await scratchSchema(home))
    if (scratch === null) await home.close()
    return scratch
  } catch (error) {
    await home.close()
    throw error
  }
}

function nullIfUnreachable(error: unknown): null {
  if (error instanceof RetortError && error.code === 'CONNECTION_FAILED') return null
  throw error
}

/** The name tells when it was made, so that one left behind by a crash can be told from one in use. */
const scratchName = (): string => `${PREFIX}${Date.now().toString(36)}_${randomBytes(4).toString('hex')}`

async function scratchDatabase(home: WriteConnection): Promise<ScratchDatabase | null> {
  const name = scratchName()
  await dropLeftovers(home)
  if (!(await allowed(home.execute(`CREATE DATABASE ${name} TEMPLATE template0`)))) return null
  const drop = (): Promise<boolean> => allowed(home.execute(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))
  try {
    const connection = await postgresqlDriver.connect(inDatabase(home.url, name))
    await createExtensions(home, connection)
    return {
      connection,
      async close() {
        await connection.close()
        await drop()
        await home.close()
      },
    }
  } catch (error) {
    await drop()
    throw error
  }
}

/** What the database's types may come from. One that cannot be created shows where it is used. */
async function createExtensions(home: WriteConnection, scratch: WriteConnection): Promise<void> {
  const rows = await home.query(`SELECT quote_ident(extname) AS name FROM pg_extension WHERE extname <> 'plpgsql'`)
  for (const { name } of rows)
    await scratch.execute(`CREATE EXTENSION IF NOT EXISTS ${String(name)} CASCADE`).catch(() => 0)
}

async function scratchSchema(home: WriteConnection): Promise<ScratchDatabase | null> {
  const name = scratchName()
  if (!(await allowed(home.execute(`CREATE SCHEMA ${name}`)))) return null
  await home.execute(`SET search_path TO ${name}`)
  return {
    connection: home,
    async close() {
      await home.script(`ROLLBACK; RESET search_path; DROP SCHEMA IF EXISTS ${name} CASCADE`)
      await home.close()
    },
  }
}

async function dropLeftovers(home: WriteConnection): Promise<void> {
  const rows = await home.query('SELECT datname AS name FROM pg_database WHERE starts_with(datname, ?)', [PREFIX])
  for (const { name } of rows) {
    const made = parseInt(String(name).slice(PREFIX.length).split('_')[0] ?? '', 36)
    if (Date.now() - made > LEFTOVER_AFTER_MS)
      await home.execute(`DROP DATABASE IF EXISTS ${String(name)} WITH (FORCE)`).catch(() => 0)
  }
}

/** False where the role may not, or where the server takes no such statement (a pooler, a standby). */
async function allowed(work: Promise<number>): Promise<boolean> {
  try {
    await work
    return true
  } catch (error) {
    if (['42501', '25006', '0A000', '53300'].includes(serverCode(error) ?? '')) return false
    throw error
  }
}

/** The same server and account, another database. */
function inDatabase(url: DatabaseUrl, database: string): DatabaseUrl {
  const text = url.text
    .replace(/([?&])dbname=[^&#]*&?/i, '$1')
    .replace(/^([a-z]+:(?:\/\/[^/?#]*)?)\/?[^?#]*/i, `$1/${database}`)
  return postgresqlUrl.parse(text, '')
}
