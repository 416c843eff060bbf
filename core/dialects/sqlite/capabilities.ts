import type { WriteConnection } from '../connection'
import { sqliteDriver } from './driver'

/** The forms of ALTER TABLE that not every SQLite has. */
export interface Capabilities {
  /** ALTER COLUMN … SET NOT NULL and DROP NOT NULL. */
  readonly notNull: boolean
  /** ADD CHECK and DROP CONSTRAINT. */
  readonly checks: boolean
  readonly dropColumn: boolean
}

/** What the sqlite3 3.35 has that a script is written for. */
export const SCRIPT_CAPABILITIES: Capabilities = { notNull: false, checks: false, dropColumn: true }

const TRIAL = 'ALTER TABLE trial'

let probed: Promise<Capabilities> | null = null

/** What the linked SQLite can do, found out by trying: builds of one version differ. */
export function probedCapabilities(): Promise<Capabilities> {
  probed ??= probe()
  return probed
}

async function probe(): Promise<Capabilities> {
  const memory = { dialect: 'sqlite', text: 'sqlite::memory:', shown: 'sqlite::memory:', database: ':memory:' } as const
  const connection = await sqliteDriver.connect(memory)
  try {
    await connection.script('CREATE TABLE trial (a INTEGER, b INTEGER)')
    const works = (...statements: readonly string[]) => succeeds(connection, statements)
    return {
      notNull: await works(`${TRIAL} ALTER COLUMN a SET NOT NULL`, `${TRIAL} ALTER COLUMN a DROP NOT NULL`),
      checks: await works(`${TRIAL} ADD CONSTRAINT positive CHECK (a > 0)`, `${TRIAL} DROP CONSTRAINT positive`),
      dropColumn: await works(`${TRIAL} DROP COLUMN b`),
    }
  } finally {
    await connection.close()
  }
}

async function succeeds(connection: WriteConnection, statements: readonly string[]): Promise<boolean> {
  try {
    for (const sql of statements) await connection.execute(sql)
    return true
  } catch {
    return false
  }
}
