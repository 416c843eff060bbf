import type { DatabaseUrl } from '../dialects/database-url'
import { dialects } from '../dialects/index'

export interface ConnectionReport {
  readonly serverVersion: string
  /** Milliseconds of one round trip. */
  readonly latencyMs: number
  readonly encrypted: boolean
  /** Whether tables may be created there. */
  readonly canCreate: boolean
  readonly tables: number
}

/** Connects, asks, and goes. Nothing is created: a missing SQLite file is reported as such. */
export async function probeConnection(
  url: DatabaseUrl,
  options: { readonly password?: string; readonly signal?: AbortSignal } = {},
): Promise<ConnectionReport> {
  const dialect = dialects[url.dialect]
  const connection = await dialect.driver.connect(url, options)
  try {
    const startedAt = performance.now()
    await connection.query('SELECT 1 AS one')
    const latencyMs = Math.round((performance.now() - startedAt) * 10) / 10
    const { encrypted, canCreate } = await dialect.rights(connection)
    const { tables } = await dialect.inspect(connection)
    return { serverVersion: connection.serverVersion, latencyMs, encrypted, canCreate, tables: tables.length }
  } finally {
    await connection.close()
  }
}
