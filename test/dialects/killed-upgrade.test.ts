import { createHash } from 'node:crypto'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Row } from '../../core/dialects/connection'
import { randomNumbersOfTest, timesOf } from '../harness/moments'
import { postgresqlServer } from '../harness/postgresql'
import { projectFolder, type ProjectFolder } from '../harness/project-folder'
import { present, requires } from '../harness/requirement'
import { KILLED, retort } from '../harness/retort-command'
import { connected } from './main-job-targets'

/** `RETORT_KILLS=200` for the full count. */
const KILLS = timesOf('RETORT_KILLS', 3)
const TIMEOUT_MS = 60_000 + KILLS * 20_000

const config = (url: string): string => `export default { url: "${url}", backup: { before: "never" } };\n`

/** A project whose revisions run in a row. */
function projectOf(url: string, upgrades: readonly string[]): ProjectFolder {
  const project = projectFolder({}, { config: config(url) })
  upgrades.forEach((upgrade, position) => {
    const down = position === 0 ? [] : [`r00${position}`]
    project.revision(`r00${position + 1}`, { down }, { upgrade })
  })
  return project
}

/** How long the command takes from here: the moments are spread over it. */
async function durationOf(project: ProjectFolder): Promise<number> {
  const started = performance.now()
  expect(await project.run('upgrade', 'head')).toMatchObject({ code: 0 })
  return performance.now() - started
}

/** Ends an upgrade at a moment of its life; most of the first fifth is the start of the program itself. */
const killed = (project: ProjectFolder, duration: number, at: number) =>
  retort(['upgrade', 'head'], { cwd: project.folder, killAfterMs: Math.ceil(duration * (0.2 + 0.9 * at)) })

const rowsOf = (url: string, sql: string): Promise<readonly Row[]> =>
  connected(url, connection => connection.query(sql))

describe('an upgrade that rebuilds tables on SQLite', () => {
  const fill = (table: string, value: string) =>
    `await op.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) INSERT INTO ${table} SELECT i, ${value} FROM n");`
  const upgrades = [
    `await op.createTable("parents", { id: integer().primaryKey(), name: string(20) });
     await op.createTable("children", { id: integer().primaryKey(), parent_id: integer().references("parents", "id", { onDelete: "cascade" }) });
     ${fill('parents', "'name ' || i")} ${fill('children', 'i')}`,
    `await op.execute("CREATE TRIGGER tr AFTER DELETE ON parents BEGIN DELETE FROM children WHERE parent_id = old.id; END");
     await op.execute("CREATE VIEW v AS SELECT p.name, c.id FROM parents p JOIN children c ON c.parent_id = p.id");`,
    'await op.alterColumn("parents", "name", { type: string(80), nullable: false });',
    `await op.addColumn("children", "note", string(10).default("x"));
     await op.createCheckConstraint("ck", "children", "id > 0");`,
    'await op.autocommit(async () => { await op.createIndex("ix", "children", ["parent_id"], { ifNotExists: true }); });',
    'await op.alterColumn("children", "note", { type: string(30), nullable: false });',
    'await op.alterColumn("parents", "name", { newName: "title" }); await op.dropColumn("children", "note");',
  ]
  const url = (project: ProjectFolder): string => `sqlite:${path.join(project.folder, 'app.db')}`

  /** The whole database as one text: its schema, and a checksum of the rows of each table. */
  const stateOf = (address: string): Promise<string> =>
    connected(address, async connection => {
      const objects = await connection.query('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name')
      const sums: string[] = []
      for (const { type, name } of objects) {
        if (type !== 'table' || name === 'alembic_version') continue
        const rows = await connection.query(`SELECT * FROM "${String(name)}" ORDER BY 1`)
        sums.push(`${String(name)} ${createHash('sha256').update(JSON.stringify(rows)).digest('hex')}`)
      }
      return [...objects.map(({ sql }) => String(sql)), ...sums].join('\n')
    })

  const versionOf = (address: string): Promise<string> =>
    connected(address, async connection => {
      const known = await connection.query(`SELECT 1 FROM sqlite_schema WHERE name = 'alembic_version'`)
      if (known.length === 0) return 'base'
      const [row] = await connection.query('SELECT version_num AS version FROM alembic_version')
      return String(row?.['version'] ?? 'base')
    })

  test(
    'is at a revision boundary whenever it is killed, and goes on from there',
    async () => {
      const random = randomNumbersOfTest()
      const reference = projectOf('sqlite:app.db', upgrades)
      const boundaries = new Map<string, string>()
      for (const [position] of upgrades.entries()) {
        await reference.ok('upgrade', '+1')
        boundaries.set(`r00${position + 1}`, await stateOf(url(reference)))
      }
      const duration = await durationOf(projectOf('sqlite:app.db', upgrades))
      const reached = new Map<string, number>()
      for (let kill = 0; kill < KILLS; kill += 1) {
        const project = projectOf('sqlite:app.db', upgrades)
        const at = random()
        const { code } = await killed(project, duration, at)
        expect([0, KILLED]).toContain(code)
        const version = await versionOf(url(project))
        reached.set(version, (reached.get(version) ?? 0) + 1)
        expect(await rowsOf(url(project), 'PRAGMA integrity_check'), `killed at ${at}`).toEqual([
          { integrity_check: 'ok' },
        ])
        const state = await stateOf(url(project))
        const known = version === 'base' ? state.replace(/CREATE TABLE .*alembic_version[\s\S]*\)|null|\n/g, '') : state
        const isIndexed = version === 'r004' && state.includes('CREATE INDEX')
        if (isIndexed) expect(withoutIndex(state)).toBe(boundaries.get(version))
        else expect(known, `killed at ${at}, at ${version}`).toBe(boundaries.get(version) ?? '')
        expect(await project.run('upgrade', 'head'), `killed at ${at}, at ${version}`).toMatchObject({ code: 0 })
        expect(await stateOf(url(project))).toBe(boundaries.get('r007'))
      }
      console.log(`${KILLS} kills on SQLite, found at: ${inWords(reached)}`)
    },
    TIMEOUT_MS,
  )

  const withoutIndex = (state: string): string =>
    state
      .split('\n')
      .filter(line => !line.startsWith('CREATE INDEX'))
      .join('\n')
})

const inWords = (counts: ReadonlyMap<string, number>): string =>
  [...counts]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([version, count]) => `${version} ${count}`)
    .join(', ')

const server = await postgresqlServer()

describe('an upgrade with concurrent indexes on PostgreSQL', () => {
  requires(server)

  const concurrently = (...indexes: readonly string[]): string =>
    `await op.autocommit(async () => { ${indexes.map(index => `await op.createIndex(${index}, { concurrently: true });`).join(' ')} });`
  const upgrades = [
    `await op.createTable("parents", { id: integer().primaryKey(), name: string(20) });
     await op.execute("INSERT INTO parents SELECT i, 'name ' || i FROM generate_series(1, 100000) AS i");`,
    concurrently('"ix_name", "parents", ["name"]'),
    'await op.alterColumn("parents", "name", { type: string(80), nullable: false });',
    concurrently('"ix_lower", "parents", [sql`lower(name)`]', '"ix_both", "parents", ["name", "id"], { unique: true }'),
    'await op.addColumn("parents", "note", string(10).notNull().default("x"));',
  ].map(text => text.replace('], { unique: true }, {', '], { unique: true,'))

  const TABLES = `SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, column_default
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'alembic_version' ORDER BY 1, ordinal_position`
  const INDEXES = `SELECT pg_get_indexdef(indexrelid) || CASE WHEN indisvalid THEN '' ELSE ' (invalid)' END AS index
    FROM pg_index WHERE indrelid = to_regclass('parents') ORDER BY 1`
  const tablesOf = async (url: string): Promise<string> => JSON.stringify(await rowsOf(url, TABLES))
  const indexesOf = async (url: string): Promise<readonly string[]> =>
    (await rowsOf(url, INDEXES)).map(({ index }) => String(index))

  async function versionOf(url: string): Promise<string> {
    const [known] = await rowsOf(url, `SELECT to_regclass('alembic_version')::text AS name`)
    if (known?.['name'] === null) return 'base'
    const [row] = await rowsOf(url, 'SELECT version_num AS version FROM alembic_version')
    return String(row?.['version'] ?? 'base')
  }

  const OTHERS = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`

  test(
    'is at a revision boundary or behind a concurrent build whenever it is killed, and goes on from there',
    async () => {
      const random = randomNumbersOfTest()
      const { url: reference } = await present(server).createDatabase()
      const boundaries = new Map([['base', { tables: '[]', indexes: [] as readonly string[] }]])
      const first = projectOf(reference, upgrades)
      for (const [position] of upgrades.entries()) {
        await first.ok('upgrade', '+1')
        const state = { tables: await tablesOf(reference), indexes: await indexesOf(reference) }
        boundaries.set(`r00${position + 1}`, state)
      }
      const duration = await durationOf(projectOf((await present(server).createDatabase()).url, upgrades))
      const reached = new Map<string, number>()
      let unfinished = 0
      for (let kill = 0; kill < KILLS; kill += 1) {
        const { url } = await present(server).createDatabase()
        const project = projectOf(url, upgrades)
        const at = random()
        const { code } = await killed(project, duration, at)
        expect([0, KILLED]).toContain(code)
        await expect.poll(async () => (await rowsOf(url, OTHERS)).length, { timeout: 20_000 }).toBe(0)
        const version = await versionOf(url)
        reached.set(version, (reached.get(version) ?? 0) + 1)
        expect(await tablesOf(url), `killed at ${at}, at ${version}`).toBe(boundaries.get(version)?.tables)
        const indexes = await indexesOf(url)
        if (indexes.some(index => index.endsWith('(invalid)'))) unfinished += 1
        const next = boundaries.get(`r00${Number(version.at(-1)) + 1}`)?.indexes ?? []
        const owned = boundaries.get(version)?.indexes ?? []
        expect(indexes).toEqual(expect.arrayContaining([...owned]))
        expect([...owned, ...next]).toEqual(
          expect.arrayContaining(indexes.map(index => index.replace(' (invalid)', ''))),
        )
        expect(await project.run('upgrade', 'head'), `killed at ${at}, at ${version}`).toMatchObject({ code: 0 })
        expect(await tablesOf(url)).toBe(boundaries.get('r005')?.tables)
        expect(await indexesOf(url)).toEqual(boundaries.get('r005')?.indexes)
      }
      console.log(`${KILLS} kills on PostgreSQL, found at: ${inWords(reached)}; ${unfinished} unfinished indexes`)
    },
    TIMEOUT_MS,
  )
})
