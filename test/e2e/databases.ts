import path from 'node:path'
import Database from 'better-sqlite3'
import pg from 'pg'
import type { Page } from 'playwright-core'
import { postgresqlServer } from '../harness/postgresql'
import { present, type Requirement } from '../harness/requirement'

/** An empty database of the running test's own, asked directly: past the program that is being tested. */
export interface DatabaseUnderTest {
  /** Fills in the form of New project and tries the connection. */
  fillIn(page: Page): Promise<void>
  /** The first column of each row. */
  ask(sql: string): Promise<readonly unknown[]>
  /** `table.column` for every column, and the names of the indexes that no constraint made. */
  shape(): Promise<{ readonly columns: readonly string[]; readonly indexes: readonly string[] }>
}

export interface DatabaseKind {
  readonly name: string
  readonly needs: Requirement<unknown>
  create(folder: string): Promise<DatabaseUnderTest>
}

const server = await postgresqlServer()

export const DATABASES: readonly DatabaseKind[] = [
  { name: 'SQLite', needs: { value: null }, create: async folder => sqliteIn(folder) },
  {
    name: 'PostgreSQL',
    needs: server,
    create: async () => postgresqlAt((await present(server).createDatabase()).url),
  },
]

export function sqliteIn(folder: string): DatabaseUnderTest {
  const ask = async (sql: string): Promise<readonly unknown[]> => askSqlite(path.join(folder, 'app.db'), sql)
  return {
    async fillIn(page) {
      await page.getByRole('radio', { name: 'SQLite' }).check()
      await page.getByRole('textbox', { name: 'Database file' }).fill('app.db')
      await page.getByRole('button', { name: 'Test connection' }).click()
      await page
        .getByRole('status')
        .filter({ hasText: /first upgrade creates it/ })
        .waitFor()
    },
    ask,
    shape: () => shapeBy(ask, SQLITE_SHAPE),
  }
}

export function askSqlite(file: string, sql: string): readonly unknown[] {
  const database = new Database(file, { readonly: true })
  try {
    return database.prepare(sql).pluck().all()
  } finally {
    database.close()
  }
}

function postgresqlAt(url: string): DatabaseUnderTest {
  const ask = async (sql: string): Promise<readonly unknown[]> => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    const { rows } = await client.query<unknown[]>({ text: sql, rowMode: 'array' }).finally(() => client.end())
    return rows.map(([first]) => first)
  }
  return {
    async fillIn(page) {
      await page.getByRole('radio', { name: 'PostgreSQL', exact: true }).check()
      await page.getByRole('textbox', { name: 'Address' }).fill(url)
      await page.getByRole('button', { name: 'Test connection' }).click()
      await page.getByRole('status').filter({ hasText: 'may create tables' }).waitFor()
    },
    ask,
    shape: () => shapeBy(ask, POSTGRESQL_SHAPE),
  }
}

interface Shape {
  readonly columns: string
  readonly indexes: string
}

const SQLITE_SHAPE: Shape = {
  columns: `SELECT t.name || '.' || c.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'`,
  indexes: `SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL`,
}

const POSTGRESQL_SHAPE: Shape = {
  columns: `SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = 'public'`,
  indexes: `SELECT indexname FROM pg_indexes WHERE schemaname = 'public'
            AND indexname NOT IN (SELECT conname FROM pg_constraint)`,
}

async function shapeBy(ask: DatabaseUnderTest['ask'], { columns, indexes }: Shape) {
  const names = async (sql: string): Promise<readonly string[]> => (await ask(sql)).map(String).sort()
  return { columns: await names(columns), indexes: await names(indexes) }
}
