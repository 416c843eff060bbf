import { copyFileSync, existsSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import type { ErrorCode } from '../../core/errors'
import { cliProject, expectPlainFailure, type CliProject } from './cli-project'

interface WrongInput {
  readonly name: string
  readonly given?: (project: CliProject) => void | Promise<void>
  readonly args: readonly string[]
  readonly code: ErrorCode
  readonly exit: 1 | 2
  /** Words that its lines must hold. */
  readonly says: readonly string[]
}

const upgrading = (upgrade: string) => (project: CliProject) => project.revision('aaaa', null, { upgrade })
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
  { name: 'a downgrade script from nowhere', args: ['downgrade', '-1', '--sql'], ...usage, says: ['FROM:TO --sql'] },
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
    given: project => project.revision('aaaa', 'zzzz'),
    ...badFile,
    code: 'REVISION_NOT_FOUND',
    says: ['zzzz', 'aaaa.ts'],
  },
  {
    name: 'a loop',
    given: project => (project.revision('aaaa', 'bbbb'), project.revision('bbbb', 'aaaa')),
    ...badFile,
    code: 'REVISION_CYCLE',
    says: ['aaaa', 'bbbb'],
  },
  {
    name: 'two heads',
    given: project => (project.revision('aaaa', null), project.revision('bbbb', null)),
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
    given: project => project.revision('aaaa', null),
    args: ['revision', '--rev-id', 'aaaa'],
    code: 'REVISION_EXISTS',
    exit: 2,
    says: ['aaaa', '--rev-id'],
  },
]

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
      project.revision('aaaa', null, { upgrade: TABLE })
    },
    ...failed,
    says: ['onVersionApply() threw at retort.config.ts:2:', 'boom'],
  },
]

/** A database that stands at `revision`. */
const standingAt = (revision: string) => (project: CliProject) => {
  project.revision('aaaa', null)
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
    given: project => project.revision('aaaa', null),
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
  ['a revision that runs', FAILING_REVISIONS],
  ['a database', WRONG_DATABASES],
] as const)('what is wrong with %s is told in one line, and nothing is changed:', (_subject, inputs) => {
  test.each(inputs)('$name', async ({ given, args, code, exit, says }) => {
    const project = cliProject()
    await given?.(project)
    const before = project.contents()
    const tables = tablesOf(project)

    const result = await project.run(...args)

    expect(result.stderr).toContain(`error ${code}: `)
    expect(result.code).toBe(exit)
    for (const words of says) expect(result.stderr).toContain(words)
    expect(result.stderr).not.toContain('hidden')
    expectPlainFailure(result)
    expect(withoutDatabase(project.contents())).toEqual(withoutDatabase(before))
    expect(tablesOf(project)).toEqual(tables)
  })
})

/** An empty file may be left where the first run on it failed. */
const withoutDatabase = (contents: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(contents).filter(([name]) => !name.startsWith('app.db')))

/** What the project's database holds: its tables, with the rows of the version table. */
function tablesOf({ folder }: CliProject): readonly unknown[] {
  const file = path.join(folder, 'app.db')
  if (!existsSync(file)) return []
  const database = new Database(file)
  try {
    const tables = database.prepare('SELECT name, sql FROM sqlite_schema').all()
    return tables.length === 0 ? [] : [...tables, ...database.prepare('SELECT * FROM alembic_version').all()]
  } finally {
    database.close()
  }
}

test('a damaged backup is not restored', async () => {
  const project = cliProject()
  project.revision('aaaa', null, { upgrade: TABLE })
  await project.ok('upgrade', 'head')
  const { path: backup } = (await project.ok('backup')) as { path: string }
  const before = project.contents()
  copyFileSync(path.join(project.folder, 'model.ts'), backup)

  const result = await project.run('restore', backup)

  expect(result).toMatchObject({ code: 1, stderr: expect.stringContaining('BACKUP_DAMAGED') })
  expectPlainFailure(result)
  expect(project.contents()).toEqual(before)
})
