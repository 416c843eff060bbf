import { spawn } from 'node:child_process'
import path from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { inRepository, NODE } from '../harness/repository'
import { cliProject, databaseOf, expectRefused, type CliProject, type WrongInput } from './cli-project'

const upgrading = (upgrade: string) => (project: CliProject) => project.revision('aaaa', {}, { upgrade })

const TABLE = 'op.createTable("t", { id: integer().primaryKey() });'
const INSERT = 'op.execute("INSERT INTO nowhere VALUES (1)")'
const failed = { args: ['upgrade', 'head'], code: 'MIGRATION_FAILED', exit: 1 } as const
const refused = ['revision aaaa', 'no such table: nowhere', 'SQL:  INSERT INTO nowhere VALUES (1)', 'next:']
const FAILING_REVISIONS: readonly WrongInput[] = [
  { name: 'a statement that fails', given: upgrading(`${TABLE} await ${INSERT}`), ...failed, says: refused },
  { name: 'a failure not awaited', given: upgrading(`${TABLE} ${INSERT}`), ...failed, says: refused },
  {
    name: 'a failure that the code catches',
    given: upgrading(`try { await ${INSERT} } catch {} ${TABLE}`),
    ...failed,
    says: refused,
  },
  { name: 'a failure with a handler', given: upgrading(`${INSERT}.catch(() => {})`), ...failed, says: refused },
  {
    name: 'a savepoint not awaited',
    given: upgrading(`op.savepoint(async () => { ${INSERT} })`),
    ...failed,
    says: refused,
  },
  { name: 'an error', given: upgrading(`${TABLE}\nthrow new Error("boom")`), ...failed, says: ['aaaa.ts:11:7: boom'] },
  { name: 'a text that is thrown', given: upgrading('throw "boom"'), ...failed, says: ['upgrade() threw: boom'] },
  {
    name: 'an error nobody waits for',
    given: upgrading(`${TABLE} (async () => { throw new Error("boom") })()`),
    ...failed,
    says: ['boom'],
  },
  {
    name: 'an error of a timer',
    given: upgrading('await new Promise(() => setTimeout(() => { throw new Error("boom") }, 1))'),
    ...failed,
    says: ['aaaa.ts:10:', 'boom'],
  },
  {
    name: 'a wait for nothing',
    given: upgrading(`await ${TABLE} await new Promise(() => {})`),
    ...failed,
    says: ['never comes'],
  },
  { name: 'an unknown operation', given: upgrading('await op.nope()'), ...failed, says: ['op.nope is not a function'] },
  {
    name: 'a transaction of its own',
    given: upgrading('await op.execute("COMMIT")'),
    ...failed,
    code: 'BAD_OPERATION',
    says: ['COMMIT', 'op.autocommit()'],
  },
  {
    name: 'a hook that throws',
    given(project) {
      project.config('{ url: "sqlite:app.db", onVersionApply() { throw new Error("boom") } }')
      project.revision('aaaa', {}, { upgrade: TABLE })
    },
    ...failed,
    says: ['onVersionApply() threw at retort.config.ts:2:', 'boom'],
  },
]

describe('a revision whose code goes wrong fails, and leaves nothing:', () => {
  test.each(FAILING_REVISIONS)('$name', expectRefused)
})

const namesIn = (project: CliProject): readonly unknown[] =>
  databaseOf(project).map(row => (row as { name?: string }).name ?? row)

describe('the code of a revision', () => {
  test('may leave its operations unawaited: they run in order', async () => {
    const project = cliProject()
    const upgrade = `${TABLE} op.addColumn("t", "a", string()); op.execute("INSERT INTO t (a) VALUES (1)"); op.renameTable("t", "u");`
    project.revision('aaaa', {}, { upgrade })
    expect(await project.ok('upgrade', 'head')).toMatchObject({ steps: [{ statements: 4 }] })
    expect(namesIn(project)).toEqual(['alembic_version', 'u', { version_num: 'aaaa' }])
  })

  test('may catch what fails in a savepoint, awaited there or not', async () => {
    const project = cliProject()
    const tried = `op.createTable("v", { id: integer() }); ${INSERT}`
    project.revision('aaaa', {}, { upgrade: `${TABLE} try { await op.savepoint(async () => { ${tried} }) } catch {}` })
    await project.ok('upgrade', 'head')
    expect(namesIn(project)).toEqual(['alembic_version', 't', { version_num: 'aaaa' }])
  })

  test('is told what stays when it fails after an autocommit block', async () => {
    const project = cliProject()
    project.revision(
      'aaaa',
      {},
      {
        upgrade: `${TABLE} await op.autocommit(async () => { await op.execute("VACUUM") }); await ${INSERT}`,
      },
    )
    const { code, stderr } = await project.run('upgrade', 'head')
    expect(code).toBe(1)
    expect(stderr).toContain('what came before it, stays')
    expect(await project.ok('current')).toMatchObject({ revisions: [] })
  })

  test('may import helpers by relative path, whose failures are placed', async () => {
    const project = cliProject()
    project.write('migrations/versions/_tables.ts', 'export const fail = () => {\n  throw new Error("boom")\n}\n')
    project.write(
      'migrations/versions/aaaa.ts',
      'import { fail } from "./_tables"\n' + MINIMAL.replace('{}', '{ fail() }'),
    )
    const { code, stderr } = await project.run('upgrade', 'head')
    expect(code).toBe(1)
    expect(stderr).toContain('upgrade() threw at _tables.ts:2:9: boom (revision aaaa)')
  })

  test('is told when it goes on after its end, on standard error and by the exit code', async () => {
    const project = cliProject()
    project.revision('aaaa', {}, { upgrade: 'setTimeout(() => op.execute("SELECT 1"), 200)' })
    const { code, json, stderr } = await project.run('--json', 'upgrade', 'head')
    expect(code).toBe(1)
    expect(json).toMatchObject({ to: ['aaaa'] })
    expect(stderr).toMatch(/^error BAD_OPERATION: An operation was called after its revision.*\n {2}next: .*\n$/)
  })
})

const MINIMAL = `export const revision = "aaaa"
export const downRevision = null
export function upgrade() {}
export function downgrade() {}
`

/** Runs an upgrade that says `running` and is interrupted then. */
function interrupted(project: CliProject): Promise<{ readonly code: number | null; readonly stderr: string }> {
  const child = spawn(NODE, [inRepository('dist', 'core', 'retort.js'), 'upgrade', 'head'], { cwd: project.folder })
  let stderr = ''
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  child.stderr.once('data', () => child.kill('SIGINT'))
  return new Promise(resolve => child.on('close', code => resolve({ code, stderr })))
}

describe('Ctrl+C leaves the database as it was', () => {
  test.each([
    ['between the statements of a revision', 'for (;;) await op.execute("INSERT INTO t VALUES (NULL)")'],
    [
      'at the end of its last statement',
      'await op.execute("INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000) SELECT i FROM n")',
    ],
  ])('%s', { timeout: 60_000 }, async (_when, statement) => {
    const project = cliProject()
    project.revision('aaaa', {}, { upgrade: `await ${TABLE} console.log("running"); ${statement}` })
    await project.run('current') // an up-to-date build
    const { code, stderr } = await interrupted(project)
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('error CANCELLED: ') })
    expect(databaseOf(project)).toEqual([])
  })
})

describe('the command line', () => {
  test('goes on in a database that Alembic has written to', async () => {
    const project = cliProject()
    project.revision(
      'aaaa',
      {},
      { upgrade: 'await op.createTable("users", { id: integer().primaryKey(), name: string(20) });' },
    )
    project.revision('bbbb', { down: ['aaaa'] })
    const database = new Database(path.join(project.folder, 'app.db'))
    const table =
      'CREATE TABLE alembic_version (\n\tversion_num VARCHAR(32) NOT NULL, \n\tCONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)\n)'
    database.exec(`${table}; INSERT INTO alembic_version VALUES ('aaaa')`)
    database.exec('CREATE TABLE users (\n\tid INTEGER NOT NULL, \n\tname VARCHAR(20), \n\tPRIMARY KEY (id)\n)')
    database.close()

    expect(await project.ok('check')).toMatchObject({ isUpToDate: true })
    expect(await project.ok('upgrade', 'head')).toMatchObject({
      from: ['aaaa'],
      to: ['bbbb'],
      steps: [{ revision: 'bbbb' }],
    })
    expect(databaseOf(project)).toMatchObject([{ sql: table }, { name: 'users' }, { version_num: 'bbbb' }])
  })

  test('takes -x, -n, --tag, --url and a .env file to the configuration', async () => {
    const project = cliProject()
    project.write('.env', 'PLACE=from-env')
    project.config(
      '({ x, name, tag }) => ({ url: `sqlite:${process.env.PLACE}-${x.tenant}-${name}-${tag}.db`, databases: { other: {} } })',
    )
    project.revision('aaaa')
    await project.ok('upgrade', 'head', '-x', 'tenant=acme', '-n', 'other', '--tag', 'night')
    await project.ok('upgrade', 'head', '--url', 'sqlite:given.db')
    const files = Object.keys(project.files())
    expect(files).toEqual(expect.arrayContaining(['from-env-acme-other-night.db', 'given.db']))
  })

  test('keeps what the files of a project print off standard output', async () => {
    const project = cliProject()
    const upgrade = 'console.log("from the revision"); console.info("more"); await op.execute("SELECT 1")'
    project.revision('aaaa', {}, { upgrade })
    const script = await project.run('upgrade', 'head', '--sql')
    expect(script.stdout).not.toContain('from the revision')
    const { json, stderr } = await project.run('--json', 'upgrade', 'head')
    expect(json).toMatchObject({ to: ['aaaa'] })
    expect(stderr).toBe('from the revision\nmore\n')
  })

  test('names its commands with hyphens or underscores, and shows one of them', async () => {
    const project = cliProject()
    expect((await project.run('list_templates')).stdout).toBe((await project.run('list-templates')).stdout)
    const { stdout } = await project.run('--help')
    expect(stdout).toContain('list-templates')
    expect(stdout).not.toContain('list_templates')
  })

  test('takes a message that begins with a minus sign as it is', async () => {
    const project = cliProject()
    expect(await project.ok('revision', '-m', '-1 day')).toMatchObject({ message: '-1 day' })
  })
})
