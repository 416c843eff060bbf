import { parseDatabaseUrl } from '../config/database-url'
import { dialects } from '../dialects/index'

/** The version of the SQLite that this program carries. */
export async function sqliteVersion(): Promise<string> {
  const connection = await dialects.sqlite.driver.connect(parseDatabaseUrl('sqlite::memory:', '/'))
  try {
    return connection.serverVersion.replace(/^SQLite /, '')
  } finally {
    await connection.close()
  }
}
