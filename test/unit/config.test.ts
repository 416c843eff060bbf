import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { CONFIG_KEYS } from '../../core/config/config-schema'
import { parseDatabaseUrl } from '../../core/config/database-url'
import { loadConfig, type ConfigRequest } from '../../core/config/load-config'
import { RetortError } from '../../core/errors'
import { useSourcesAsRetort } from '../harness/retort-module'
import { temporaryFolder } from '../harness/temporary-folder'

beforeAll(useSourcesAsRetort)

function configured(body: string): string {
  const folder = temporaryFolder()
  writeFileSync(
    path.join(folder, 'retort.config.ts'),
    `import { defineConfig } from "retort"\nexport default defineConfig(${body})`,
  )
  return folder
}

const load = (cwd: string, request: Partial<ConfigRequest> = {}) => loadConfig({ cwd, x: {}, ...request })

const failure = (cwd: string, request: Partial<ConfigRequest> = {}): Promise<RetortError> =>
  load(cwd, request).then(
    () => Promise.reject(new Error('It was not refused.')),
    (error: unknown) => (error instanceof RetortError ? error : Promise.reject(error as Error)),
  )

describe('a configuration', () => {
  test('has a default for all but the database', async () => {
    const folder = configured('{ url: "sqlite:app.db" }')
    expect(await load(folder)).toMatchObject({
      folder,
      configFile: path.join(folder, 'retort.config.ts'),
      databaseName: null,
      url: { dialect: 'sqlite', database: path.join(folder, 'app.db') },
      devUrl: null,
      scriptLocation: path.join(folder, 'migrations'),
      versionLocations: [path.join(folder, 'migrations', 'versions')],
      recursiveVersionLocations: false,
      fileTemplate: '{rev}_{slug}',
      truncateSlugLength: 40,
      timezone: null,
      versionTable: 'alembic_version',
      versionTableSchema: null,
      compareType: true,
      compareServerDefault: true,
      renderAsBatch: null,
      backup: { before: 'upgrade-and-downgrade', directory: path.join(folder, 'backups'), keep: 10 },
      foreignKeys: true,
    })
  })

  test('may be a function of the -x arguments and the name', async () => {
    const folder = configured('({ x, name }) => ({ url: `sqlite:${x.tenant}-${name}.db`, databases: { other: {} } })')
    const { url } = await load(folder, { x: { tenant: 'acme' }, name: 'other' })
    expect(url.database).toBe(path.join(folder, 'acme-other.db'))
  })

  test('gives each database its own keys over the common ones', async () => {
    const folder = configured(`{
      url: "sqlite:main.db", model: "model.ts", timezone: "UTC",
      databases: { analytics: { url: "sqlite:analytics.db", versionLocations: ["migrations/analytics"] } },
    }`)
    const analytics = await load(folder, { name: 'analytics' })
    expect(analytics).toMatchObject({
      databaseName: 'analytics',
      databaseNames: ['analytics'],
      timezone: 'UTC',
      model: [path.join(folder, 'model.ts')],
      versionLocations: [path.join(folder, 'migrations', 'analytics')],
      url: { database: path.join(folder, 'analytics.db') },
    })
  })

  test('is overridden by --url, relative to where the command runs', async () => {
    const folder = configured('{ url: "sqlite:app.db" }')
    const elsewhere = temporaryFolder()
    const { url } = await load(elsewhere, { configFile: path.join(folder, 'retort.config.ts'), url: 'sqlite:other.db' })
    expect(url.database).toBe(path.join(elsewhere, 'other.db'))
  })

  test('reads .env beside it first, and what the environment has stays', async () => {
    const folder = configured('{ url: `sqlite:${process.env.RETORT_TEST_A}-${process.env.RETORT_TEST_B}.db` }')
    writeFileSync(path.join(folder, '.env'), 'RETORT_TEST_A=file\nRETORT_TEST_B="file too"\n')
    process.env['RETORT_TEST_A'] = 'environment'
    onTestFinished(() => {
      delete process.env['RETORT_TEST_A']
      delete process.env['RETORT_TEST_B']
    })
    expect((await load(folder)).url.database).toBe(path.join(folder, 'environment-file too.db'))
  })
})

test('an edited .env is seen, and what it no longer sets is gone', async () => {
  const folder = configured('{ url: `sqlite:${process.env.RETORT_TEST_C ?? "none"}.db` }')
  const nameOf = async () => path.basename((await load(folder)).url.database)
  writeFileSync(path.join(folder, '.env'), 'RETORT_TEST_C=one\n')
  expect(await nameOf()).toBe('one.db')
  writeFileSync(path.join(folder, '.env'), 'RETORT_TEST_C=two\n')
  expect(await nameOf()).toBe('two.db')
  writeFileSync(path.join(folder, '.env'), '')
  expect(await nameOf()).toBe('none.db')
})

describe('a configuration is refused', () => {
  test('where there is none, with the next step', async () => {
    const error = await failure(temporaryFolder())
    expect(error.code).toBe('PROJECT_NOT_FOUND')
    expect(error.details.hint).toContain('retort init')
  })

  test.each([
    ['{ ulr: "sqlite:app.db" }', '"ulr"', 'url'],
    ['{ url: "sqlite:app.db", backup: { befor: "never" } }', '"backup.befor"', 'before'],
    ['{ url: "sqlite:app.db", databases: { a: { modle: "x.ts" } } }', '"databases.a.modle"', 'model'],
  ])('where %s has an unknown key, suggesting the nearest', async (body, key, near) => {
    const error = await failure(configured(body))
    expect(error.code).toBe('BAD_CONFIG')
    expect(error.message).toContain('retort.config.ts')
    expect(error.message).toContain(key)
    expect(error.details.hint).toContain(`"${near}"`)
  })

  test.each([
    ['{ url: 5 }', '"url"'],
    ['{ url: "sqlite:app.db", truncateSlugLength: -1 }', '"truncateSlugLength"'],
    ['{ url: "sqlite:app.db", includeObject: true }', '"includeObject"'],
    ['{ url: "sqlite:app.db", backup: { before: "sometimes" } }', '"backup.before"'],
    ['{ url: "sqlite:app.db", timezone: "Mars/Olympus" }', 'Mars/Olympus'],
    ['{ model: "model.ts" }', 'no database'],
    ['() => { throw new Error("no luck") }', 'no luck'],
  ])('where it is %s, naming what is wrong', async (body, what) => {
    const error = await failure(configured(body))
    expect(error.code).toBe('BAD_CONFIG')
    expect(error.message).toContain(what)
    expect(error.details.path).toContain('retort.config.ts')
  })

  test('where -n names no database of it', async () => {
    const error = await failure(configured('{ url: "sqlite:a.db", databases: { analytics: {} } }'), {
      name: 'analytic',
    })
    expect(error.code).toBe('BAD_CONFIG')
    expect(error.message).toContain('analytics')
  })

  test('without printing the password of a URL', async () => {
    const error = await failure(configured('{ url: "mysql://me:secret@host/db" }'))
    expect(error.code).toBe('BAD_URL')
    expect(JSON.stringify([error.message, error.details])).not.toContain('secret')
  })
})

test('every setting of a configuration may be left undefined', async () => {
  const keys = CONFIG_KEYS.filter(key => key !== 'url').map(key => `${key}: undefined`)
  const settings = await load(configured(`{ url: "sqlite:app.db", ${keys.join(', ')} }`))
  expect(settings.versionTable).toBe('alembic_version')
})

test.each([
  ['sqlite:app.db', 'sqlite', '/p/app.db'],
  ['sqlite:///./app.db', 'sqlite', '/p/app.db'],
  ['sqlite:////abs/app.db', 'sqlite', '/abs/app.db'],
  ['sqlite+aiosqlite:///app.db', 'sqlite', '/p/app.db'],
  ['sqlite::memory:', 'sqlite', ':memory:'],
  ['postgresql+asyncpg://me:pw@host/shop', 'postgresql', 'shop'],
  ['postgres://me@host:5432/shop', 'postgresql', 'shop'],
  ['pglite:data', 'pglite', '/p/data'],
  ['pglite::memory:', 'pglite', ':memory:'],
])('the address %s is one of %s', (text, dialect, database) => {
  expect(parseDatabaseUrl(text, '/p')).toMatchObject({ dialect, database })
})
