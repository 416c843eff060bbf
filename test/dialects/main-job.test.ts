import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { postgresqlServer } from '../harness/postgresql'
import { requires } from '../harness/requirement'
import { retort } from '../harness/retort-command'
import { temporaryFolder } from '../harness/temporary-folder'
import { connected, jobTargets, schemaOf, type JobTarget } from './main-job-targets'

const SHOP = `
import { boolean, float, index, integer, numeric, string, table, text } from "retort";

export const categories = table("categories", {
  id: integer().primaryKey(),
  name: string(100).notNull(),
  slug: string(100).notNull(),
  is_active: boolean().notNull().default(true),
  parent_id: integer().references("categories", "id"),
}, [index("ix_categories_id", ["id"]), index("ix_categories_slug", ["slug"], { unique: true })]);

export const products = table("products", {
  id: integer().primaryKey(),
  name: string(200).notNull(),
  slug: string(200).notNull(),
  description: text(),
  price: numeric(10, 2).notNull(),
  image_url: string(500),
  stock: integer().notNull().default(0),
  category_id: integer().references("categories", "id"),
  rating: float(),
  is_active: boolean().notNull().default(true),
}, [index("ix_products_id", ["id"]), index("ix_products_slug", ["slug"], { unique: true })]);
`

const CHANGED_SHOP = SHOP.replace(
  'rating: float(),',
  'rating: numeric(3, 2),\n  weight: integer().notNull().default(1),',
)
  .replace('name: string(200).notNull()', 'name: string(250)')
  .replace('[index("ix_products_id", ["id"]), ', '[index("ix_products_price", ["price", "stock"]), ')

interface Shop {
  readonly folder: string
  readonly url: string
  run(...args: string[]): ReturnType<typeof retort>
  ok(...args: string[]): Promise<unknown>
  model(text: string): void
  revisionFiles(): readonly string[]
}

async function openShop(target: JobTarget): Promise<Shop> {
  const parent = temporaryFolder()
  const folder = path.join(parent, 'shop')
  const url = await target.createUrl(parent, 'shop-database')
  expect((await retort(['init', folder], { cwd: parent })).code).toBe(0)
  const run: Shop['run'] = (...args) => retort(args, { cwd: folder, env: { DATABASE_URL: url } })
  return {
    folder,
    url,
    run,
    async ok(...args) {
      const result = await run('--json', ...args)
      expect(result, args.join(' ')).toMatchObject({ code: 0 })
      return result.json
    },
    model: text => writeFileSync(path.join(folder, 'model.ts'), text),
    revisionFiles: () => readdirSync(path.join(folder, 'migrations', 'versions')),
  }
}

/** A revision file of the test's own. */
function writeRevision({ folder }: Shop, [revision, downRevision]: [string, string | null], body: string): void {
  writeFileSync(
    path.join(folder, 'migrations', 'versions', `${revision}.ts`),
    `/**\n * ${revision}\n */\nimport { type Op, integer, sql, string } from "retort";\n` +
      `export const revision = ${JSON.stringify(revision)};\nexport const downRevision = ${JSON.stringify(downRevision)};\n` +
      `export const branchLabels = null;\nexport const dependsOn = null;\n` +
      `export async function upgrade(op: Op) {\n${body}\n}\nexport async function downgrade(op: Op) {}\n`,
  )
}

const server = await postgresqlServer()

describe.each(jobTargets(server))('the main job on $name', target => {
  requires(target.needs)

  test('goes from a model through revisions and back', { timeout: 240_000 }, async () => {
    const shop = await openShop(target)
    shop.model(SHOP)
    const first = (await shop.ok('revision', '--autogenerate', '-m', 'Initial migration')) as Record<string, unknown>
    expect(first['operations']).toMatchObject([
      { kind: 'createTable', table: 'categories' },
      { kind: 'createIndex', name: 'ix_categories_id' },
      { kind: 'createIndex', name: 'ix_categories_slug' },
      { kind: 'createTable', table: 'products' },
      { kind: 'createIndex', name: 'ix_products_id' },
      { kind: 'createIndex', name: 'ix_products_slug' },
    ])
    expect(shop.revisionFiles()).toEqual([`${String(first['revision'])}_initial_migration.ts`])

    await shop.ok('upgrade', 'head')
    expect(await shop.ok('check')).toMatchObject({ isUpToDate: true, operations: [] })
    const before = await schemaOf(shop.url)

    shop.model(CHANGED_SHOP)
    const differing = await shop.run('--json', 'check')
    expect(differing).toMatchObject({ code: 1, json: { isUpToDate: false } })
    await shop.ok('revision', '--autogenerate', '-m', 'change products')
    await shop.ok('upgrade', 'head')
    expect(await shop.ok('check')).toMatchObject({ isUpToDate: true })
    const after = await schemaOf(shop.url)

    const script = await shop.run('upgrade', 'head', '--sql')
    expect(script.code).toBe(0)
    const copy = await target.createUrl(temporaryFolder(), 'from-script')
    await target.runScript(script.stdout, copy)
    expect(await schemaOf(copy)).toEqual(after)

    await shop.ok('downgrade', '-1')
    expect(await schemaOf(shop.url)).toEqual(before)
    await shop.ok('downgrade', 'base')
    expect((await schemaOf(shop.url)).tables.map(table => table.name.name)).toEqual(['alembic_version'])
  })

  test('leaves nothing of a revision whose second statement fails', { timeout: 120_000 }, async () => {
    const shop = await openShop(target)
    writeRevision(
      shop,
      ['aaaa1111', null],
      `  await op.createTable("users", { id: integer().primaryKey(), name: string(20) });\n  await op.execute("INSERT INTO users (id, name) VALUES (1, 'Ada')");`,
    )
    await shop.ok('upgrade', 'head')
    writeRevision(
      shop,
      ['bbbb2222', 'aaaa1111'],
      `  await op.execute("UPDATE users SET name = 'changed'");\n  await op.execute("INSERT INTO nowhere (id) VALUES (1)");`,
    )
    const before = await schemaOf(shop.url)

    const failed = await shop.run('--json', 'upgrade', 'head')

    expect(failed.code).toBe(1)
    expect(failed.json).toMatchObject({
      error: {
        code: 'MIGRATION_FAILED',
        revision: 'bbbb2222',
        operation: expect.stringContaining('nowhere'),
        sql: expect.stringContaining('INSERT INTO nowhere'),
        hint: expect.any(String),
      },
    })
    expect(await schemaOf(shop.url)).toEqual(before)
    const rows = await connected(shop.url, connection => connection.query('SELECT name FROM users'))
    expect(rows).toEqual([{ name: 'Ada' }])
    expect(await shop.ok('current')).toMatchObject({ revisions: [{ revision: 'aaaa1111' }], isUpToDate: false })
  })

  test('brings a backup back', { timeout: 120_000 }, async () => {
    const shop = await openShop(target)
    writeRevision(
      shop,
      ['aaaa1111', null],
      `  await op.createTable("users", { id: integer().primaryKey(), name: string(20) });\n  await op.bulkInsert("users", [{ id: 1, name: "Ada" }, { id: 2, name: "Grace" }]);`,
    )
    await shop.ok('upgrade', 'head')
    const backup = (await shop.ok('backup')) as { path: string; bytes: number; sha256: string }
    expect(backup.bytes).toBe(readFileSync(backup.path).byteLength)
    expect(backup.sha256).toMatch(/^[0-9a-f]{64}$/)
    await connected(shop.url, async connection => {
      await connection.execute('DELETE FROM users WHERE id = 2')
      await connection.execute('CREATE TABLE later (id integer)')
    })
    await shop.ok('restore', backup.path)
    expect(await connected(shop.url, connection => connection.query('SELECT name FROM users ORDER BY id'))).toEqual([
      { name: 'Ada' },
      { name: 'Grace' },
    ])
    expect((await schemaOf(shop.url)).tables.map(table => table.name.name)).toEqual(['alembic_version', 'users'])
  })

  test('says what a model in SQL wants', { timeout: 120_000 }, async () => {
    const parent = temporaryFolder()
    const url = await target.createUrl(parent, 'sql-database')
    const folder = path.join(parent, 'sql')
    await retort(['init', folder, '-t', 'sql'], { cwd: parent })
    writeFileSync(
      path.join(folder, 'model.sql'),
      "CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT NOT NULL DEFAULT '-');\nCREATE INDEX ix_notes ON notes (lower(body));",
    )
    const run = (...args: string[]) => retort(['--json', ...args], { cwd: folder, env: { DATABASE_URL: url } })
    expect(await run('revision', '--autogenerate', '-m', 'notes')).toMatchObject({
      code: 0,
      json: { operations: [{ kind: 'createTable' }, { kind: 'createIndex' }] },
    })
    expect(await run('upgrade', 'head')).toMatchObject({ code: 0 })
    expect(await run('check')).toMatchObject({ code: 0, json: { isUpToDate: true } })
  })
})
