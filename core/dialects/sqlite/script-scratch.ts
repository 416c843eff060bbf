import type { ReadConnection, WriteConnection } from '../connection'
import { isVirtualTable } from './ddl-parser'
import { sqliteDriver } from './driver'

/** An empty database for a script. Its tables have no rows, so enforcing foreign keys would only refuse what is right. */
export function openScriptScratch(): Promise<WriteConnection> {
  const memory = { dialect: 'sqlite', text: 'sqlite::memory:', shown: 'sqlite::memory:', database: ':memory:' } as const
  return sqliteDriver.connect(memory, { foreignKeys: false })
}

/**
 * Gives a scratch database the tables of another one, without their rows. What this SQLite cannot create (a module or a
 * collation that the file's own program brings) is left out: a revision that does not touch it does not need it.
 */
export async function copySchema(source: ReadConnection, scratch: WriteConnection): Promise<void> {
  const objects = await source.query<{ sql: string; name: string }>(
    `SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite~_%' ESCAPE '~'
     ORDER BY type <> 'table', sql NOT LIKE 'CREATE VIRTUAL%', type = 'trigger', rowid`,
  )
  const shadows = new Set<string>()
  for (const { name, sql } of objects) {
    if (shadows.has(name)) continue
    await scratch.script(sql).catch(() => undefined)
    if (!isVirtualTable(sql)) continue
    const created = await scratch.query<{ name: string }>('SELECT name FROM sqlite_schema')
    for (const table of created) shadows.add(table.name)
  }
}
