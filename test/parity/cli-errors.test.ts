import { copyFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { postgresqlServer } from '../harness/postgresql'
import { present, requires } from '../harness/requirement'
import { cliProject, expectPlainFailure, expectRefused, type CliProject, type WrongInput } from './cli-project'

const upgrading = (upgrade: string) => (project: CliProject) => project.revision('aaaa', {}, { upgrade })
const model = (text: string) => (project: CliProject) => project.write('model.ts', text)
const config = (body: string) => (project: CliProject) => project.config(body)
const revisionFile = (text: string) => (project: CliProject) => project.write('migrations/versions/a.ts', text)

const usage = { code: 'USAGE', exit: 2 } as const
const WRONG_USE: readonly WrongInput[] = [
  { name: 'no command', args: [], ...usage, says: ['No command', 'retort --help'] },
  { name: 'an unknown command', args: ['upgrad'], ...usage, says: ["Unknown command 'upgrad'", 'mean upgrade?'] },
  { name: 'an unknown option', args: ['upgrade', '--nope', 'head'], ...usage, says: ["'--nope'"] },
  { name: 'a missing argument', args: ['upgrade'], ...usage, says: ["'rev'"] },
  { name: 'one argument too many', args: ['upgrade', 'head', 'more'], ...usage, says: ['Expected 1 argument'] },
  { name: 'an option without its value', args: ['diff', '--from'], ...usage, says: ['--from'] },
  { name: 'an -x without a value', args: ['-x', 'tenant', 'current'], ...usage, says: ['KEY=VALUE', '"tenant"'] },
  { name: 'an unknown template', args: ['init', 'new', '-t', 'nope'], ...usage, says: ['"nope"', 'multidb'] },
  { name: 'a folder in use', args: ['init', '.'], code: 'FOLDER_NOT_EMPTY', exit: 2, says: ['not empty'] },
  { name: 'a file as folder', args: ['init', 'model.ts'], code: 'FOLDER_NOT_EMPTY', exit: 2, says: ['model.ts'] },
  {
    name: 'no project',
    args: ['-c', 'other.ts', 'current'],
    code: 'PROJECT_NOT_FOUND',
    exit: 2,
    says: ['retort init'],
  },
  { name: 'a range of nothing', args: ['history', '-r', 'x'], ...usage, says: ['A:B'] },
  { name: 'a range of three', args: ['upgrade', 'a:b:c', '--sql'], ...usage, says: ['a:b:c'] },
  { name: 'an id with a sign', args: ['revision', '--rev-id', 'a-b'], ...usage, says: ['"a-b"'] },
  { name: 'a label with a sign', args: ['revision', '--branch-label', 'a@b'], ...usage, says: ['"a@b"'] },
  { name: 'a foreign folder', args: ['revision', '--version-path', 'x'], ...usage, says: ['migrations/versions'] },
]

const badConfig = { args: ['current'], code: 'BAD_CONFIG', exit: 2 } as const
const WRONG_CONFIGURATIONS: readonly WrongInput[] = [
  { name: 'an unknown key', given: config('{ urll: "sqlite:a.db" }'), ...badConfig, says: ['"urll"', 'mean "url"?'] },
  { name: 'a wrong value', given: config('{ url: 5 }'), ...badConfig, says: ['"url" is wrong', 'number'] },
  { name: 'no database', given: config('{}'), ...badConfig, says: ['names no database'] },
  { name: 'a syntax error', given: config('{ url: '), ...badConfig, says: ['retort.config.ts:2:'] },
  { name: 'a function that throws', given: config('() => { throw new Error("no") }'), ...badConfig, says: ['no'] },
  { name: 'no object', given: config('() => null'), ...badConfig, says: ['default export', 'null'] },
  { name: 'an unknown database', ...badConfig, args: ['-n', 'foo', 'current'], says: ['"foo"', 'none is configured'] },
  {
    name: 'a hook that throws',
    given: config('{ url: "sqlite:app.db", model: "model.ts", includeObject() { throw new Error("not today") } }'),
    ...badConfig,
    args: ['check'],
    says: ['includeObject() threw: not today'],
  },
  {
    name: 'a template that makes no revision',
    given: project => project.write('migrations/script.ts.eta', 'nothing'),
    ...badConfig,
    args: ['revision', '-m', 'x'],
    says: ['script.ts.eta', '`revision`'],
  },
]

const badModel = { args: ['check'], code: 'BAD_MODEL', exit: 2 } as const
const IMPORT = 'import { integer, table } from "retort"\n'
const WRONG_MODELS: readonly WrongInput[] = [
  { name: 'a syntax error', given: model('\nexport const a = ('), ...badModel, says: ['model.ts:2:'] },
  { name: 'an unknown package', given: model('import "nowhere"'), ...badModel, says: ["'nowhere'"] },
  { name: 'an unknown file', given: model('import "./gone"'), ...badModel, says: ['./gone', 'model.ts'] },
  { name: 'an unknown name', given: model('import { tabel } from "retort"'), ...badModel, says: ["'tabel'"] },
  {
    name: 'code that throws',
    given: model('\n throw new Error("boom\\nmore")'),
    ...badModel,
    says: ['model.ts:2:8: boom'],
  },
  {
    name: 'a foreign key to nothing',
    given: model(`${IMPORT}export const a = table("a", { b: integer().references("gone", "id") })`),
    ...badModel,
    says: ['a: the foreign key on (b)', 'gone'],
  },
  {
    name: 'what is no column',
    given: model(`${IMPORT}export const a = table("a", { id: 5 })`),
    ...badModel,
    says: ['model.ts:2:', 'a.id is no column'],
  },
  {
    name: 'one table twice',
    given: model(`${IMPORT}export const a = table("a", {})\nexport const b = table("a", {})`),
    ...badModel,
    says: ['declared twice', 'model.ts: b'],
  },
  {
    name: 'a missing file',
    given: ({ folder }) => rmSync(path.join(folder, 'model.ts')),
    ...badModel,
    says: ['model.ts'],
  },
  {
    name: 'SQL that does not run',
    given(project) {
      project.config('{ url: "sqlite:app.db", model: "model.sql" }')
      project.write('model.sql', 'CREATE TABLE x (id INTEGER')
    },
    ...badModel,
    says: ['model.sql', 'CREATE TABLE x', 'SQL:'],
  },
]

const badFile = { args: ['upgrade', 'head'], code: 'BAD_REVISION_FILE', exit: 2 } as const
const CONSTANTS = 'export const revision = "aaaa"; export const downRevision = null\n'
const WRONG_REVISIONS: readonly WrongInput[] = [
  { name: 'a syntax error', given: upgrading('await op.('), ...badFile, says: ['aaaa.ts:10:'] },
  {
    name: 'a computed id',
    given: revisionFile('export const revision = "a" + 1'),
    ...badFile,
    says: ['a.ts:1', 'computed'],
  },
  { name: 'no id', given: revisionFile('export {}'), ...badFile, says: ['`revision`'] },
  { name: 'no downRevision', given: revisionFile('export const revision = "a"'), ...badFile, says: ['`downRevision`'] },
  {
    name: 'no downgrade()',
    given: revisionFile(`${CONSTANTS}export function upgrade() {}`),
    ...badFile,
    says: ['downgrade()'],
  },
  { name: 'an unknown helper', given: revisionFile(`${CONSTANTS}import "./_gone"`), ...badFile, says: ['./_gone'] },
  {
    name: 'an unknown predecessor',
    given: project => project.revision('aaaa', { down: ['zzzz'] }),
    ...badFile,
    code: 'REVISION_NOT_FOUND',
    says: ['zzzz', 'aaaa.ts'],
  },
  {
    name: 'a loop',
    given: project => (project.revision('aaaa', { down: ['bbbb'] }), project.revision('bbbb', { down: ['aaaa'] })),
    ...badFile,
    code: 'REVISION_CYCLE',
    says: ['aaaa', 'bbbb'],
  },
  {
    name: 'two heads',
    given: project => (project.revision('aaaa'), project.revision('bbbb')),
    ...badFile,
    code: 'MULTIPLE_HEADS',
    says: ['aaaa, bbbb', 'merge'],
  },
  { name: 'an unknown target', ...badFile, args: ['upgrade', 'zzzz'], code: 'REVISION_NOT_FOUND', says: ['"zzzz"'] },
  { name: 'too many steps', ...badFile, args: ['upgrade', '+5'], code: 'UNREACHABLE_REVISION', says: ['"+5"'] },
  {
    name: 'a label that is taken',
    given: revisionFile(`${CONSTANTS}export const branchLabels = ["shop"]`),
    args: ['revision', '--branch-label', 'shop', '--head', 'base'],
    code: 'REVISION_EXISTS',
    exit: 2,
    says: ['"shop"', 'aaaa', '--branch-label'],
  },
  {
    name: 'an id that is taken',
    given: project => project.revision('aaaa'),
    args: ['revision', '--rev-id', 'aaaa'],
    code: 'REVISION_EXISTS',
    exit: 2,
    says: ['aaaa', '--rev-id'],
  },
]

/** A database that stands at `revision`. */
const standingAt = (revision: string) => (project: CliProject) => {
  project.revision('aaaa')
  const database = new Database(path.join(project.folder, 'app.db'))
  database.exec('CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)')
  database.prepare('INSERT INTO alembic_version VALUES (?)').run(revision)
  database.close()
}
const unreachable = { code: 'CONNECTION_FAILED', exit: 2 } as const
const unknownRow = {
  given: standingAt('gone'),
  code: 'REVISION_NOT_FOUND',
  exit: 2,
  says: ['gone', 'stamp --purge'],
} as const
const text = ({ folder }: CliProject) =>
  writeFileSync(path.join(folder, 'text.db'), 'This is no database, but a text of some length.')
const WRONG_DATABASES: readonly WrongInput[] = [
  {
    name: 'a file that is no database',
    given: text,
    args: ['--url', 'sqlite:text.db', 'upgrade', 'head'],
    ...unreachable,
    says: ['not a SQLite database'],
  },
  { name: 'a file that is missing', args: ['diff', '--from', 'sqlite:gone.db'], ...unreachable, says: ['gone.db'] },
  {
    name: 'a folder that is missing',
    args: ['--url', 'sqlite:gone/app.db', 'upgrade', 'head'],
    ...unreachable,
    says: ['gone'],
  },
  { name: 'a folder', args: ['--url', 'sqlite:.', 'current'], ...unreachable, says: ['is a folder'] },
  {
    name: 'a file in the place of a PGlite folder',
    given: text,
    args: ['--url', 'pglite:text.db', 'current'],
    ...unreachable,
    says: ['text.db'],
  },
  {
    name: 'a server that is down',
    args: ['--url', 'postgresql://me:hidden@127.0.0.1:1/db', 'current'],
    ...unreachable,
    says: ['127.0.0.1:1'],
  },
  {
    name: 'an unknown host',
    args: ['--url', 'postgresql://me:hidden@nowhere.invalid/db', 'check'],
    ...unreachable,
    says: ['nowhere.invalid'],
  },
  {
    name: 'no URL',
    args: ['--url', 'nonsense', 'current'],
    code: 'BAD_URL',
    exit: 2,
    says: ['"nonsense"', 'sqlite:app.db'],
  },
  {
    name: 'an unknown kind of database',
    args: ['--url', 'oracle:x', 'current'],
    code: 'BAD_URL',
    exit: 2,
    says: ['"oracle:"'],
  },
  { name: 'an unknown revision, asked for', ...unknownRow, args: ['current'] },
  { name: 'an unknown revision, upgraded', ...unknownRow, args: ['upgrade', 'head'] },
  { name: 'an unknown revision, downgraded', ...unknownRow, args: ['downgrade', '-1'] },
  { name: 'an unknown revision, stamped', ...unknownRow, args: ['stamp', 'head'] },
  {
    name: 'autogenerate behind the head',
    given: project => project.revision('aaaa'),
    args: ['revision', '--autogenerate'],
    code: 'DATABASE_NOT_UP_TO_DATE',
    exit: 1,
    says: ['aaaa', 'retort upgrade heads'],
  },
  {
    name: 'an unknown side of a diff',
    args: ['diff', '--to', 'nowhere'],
    code: 'REVISION_NOT_FOUND',
    exit: 2,
    says: ['"nowhere"'],
  },
  {
    name: 'a backup that is missing',
    args: ['restore', 'gone.db'],
    code: 'BACKUP_FAILED',
    exit: 1,
    says: ['gone.db', 'retort backups'],
  },
  {
    name: 'a backup that is none',
    given: text,
    args: ['restore', 'text.db'],
    code: 'BACKUP_DAMAGED',
    exit: 1,
    says: ['text.db', 'Nothing was changed'],
  },
]

describe.each([
  ['the command line', WRONG_USE],
  ['a configuration', WRONG_CONFIGURATIONS],
  ['a model', WRONG_MODELS],
  ['revision files', WRONG_REVISIONS],
  ['a database', WRONG_DATABASES],
] as const)('what is wrong with %s is told in one line, and nothing is changed:', (_subject, inputs) => {
  test.each(inputs)('$name', expectRefused)
})

test('a damaged backup is not restored', async () => {
  const project = cliProject()
  project.revision('aaaa', {}, { upgrade: 'await op.createTable("t", { id: integer() });' })
  await project.ok('upgrade', 'head')
  const { path: backup } = (await project.ok('backup')) as { path: string }
  const before = project.files()
  copyFileSync(path.join(project.folder, 'model.ts'), backup)

  const result = await project.run('restore', backup)

  expect(result).toMatchObject({ code: 1, stderr: expect.stringContaining('BACKUP_DAMAGED') })
  expectPlainFailure(result)
  expect(project.files()).toEqual(before)
})

const server = await postgresqlServer()

describe('what is wrong with a PostgreSQL server is told in one line, without the password:', () => {
  requires(server)

  test.each([
    ['a wrong password', (url: URL) => (url.password = 'hidden'), ['refuses the password', 'PGPASSWORD']],
    ['a database that is missing', (url: URL) => (url.pathname = '/gone'), ['"gone"', 'createdb gone']],
  ])('%s', async (_name, change, says) => {
    const url = new URL(present(server).url)
    const { password } = url
    change(url)
    const result = await cliProject({ DATABASE_URL: url.href }).run('upgrade', 'head')
    expect(result).toMatchObject({ code: 2, stderr: expect.stringContaining('error CONNECTION_FAILED: ') })
    for (const words of says) expect(result.stderr).toContain(words)
    for (const secret of ['hidden', password]) expect(result.stderr).not.toContain(secret)
    expectPlainFailure(result)
  })
})
