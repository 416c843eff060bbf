import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadConfig } from '../../core/config/load-config'
import type { Settings } from '../../core/config/settings'
import { RetortError } from '../../core/errors'
import { loadTypeScriptModel } from '../../core/model/typescript-model'
import { newRevisionId, requireUsableId, writeRevision, type NewRevision } from '../../core/script/new-revision'
import { ScriptDirectory } from '../../core/script/script-directory'
import { inRepository } from '../harness/repository'
import { useSourcesAsRetort } from '../harness/retort-module'
import { temporaryFolder } from '../harness/temporary-folder'

beforeAll(useSourcesAsRetort)

async function project(settings = ''): Promise<Settings> {
  const folder = temporaryFolder()
  writeFileSync(
    path.join(folder, 'retort.config.ts'),
    `export default { url: "sqlite:app.db", timezone: "UTC", ${settings} }`,
  )
  return loadConfig({ cwd: folder, x: {} })
}

const revision = (settings: Settings, given: Partial<NewRevision> = {}): NewRevision => ({
  revision: '25037d13f0d6',
  message: 'create users table',
  downRevisions: [],
  branchLabels: [],
  dependsOn: [],
  upgrade: '',
  downgrade: '',
  imports: ['type Op'],
  folder: settings.versionLocations[0]!,
  ...given,
})

const failure = (work: Promise<unknown>): Promise<RetortError> =>
  work.then(
    () => Promise.reject(new Error('It was not refused.')),
    (error: unknown) => (error instanceof RetortError ? error : Promise.reject(error as Error)),
  )

describe('a new revision file', () => {
  test('is written as documented, character for character', async () => {
    const settings = await project()
    const file = await writeRevision(
      settings,
      revision(settings, {
        imports: ['type Op', 'integer', 'string'],
        upgrade: '  await op.createTable("users", { id: integer().primaryKey(), email: string(255).notNull() });',
        downgrade: '  await op.dropTable("users");',
      }),
    )
    expect(path.basename(file)).toBe('25037d13f0d6_create_users_table.ts')
    const text = readFileSync(file, 'utf8')
    expect(text).toMatch(/^ \* Create Date: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/m)
    expect(text.replace(/Create Date: .*/, 'Create Date: 2026-11-20T10:00:00Z')).toBe(`/**
 * create users table
 *
 * Revision ID: 25037d13f0d6
 * Revises: <base>
 * Create Date: 2026-11-20T10:00:00Z
 */
import { type Op, integer, string } from "retort";

export const revision = "25037d13f0d6";
export const downRevision = null;
export const branchLabels = null;
export const dependsOn = null;

export async function upgrade(op: Op) {
  await op.createTable("users", { id: integer().primaryKey(), email: string(255).notNull() });
}

export async function downgrade(op: Op) {
  await op.dropTable("users");
}
`)
  })

  test('reads back as it was given', async () => {
    const settings = await project()
    await writeRevision(settings, revision(settings, { revision: 'aaaa', message: 'one */ two\nand more' }))
    await writeRevision(settings, revision(settings, { revision: 'bbbb' }))
    const merge = revision(settings, {
      revision: 'cccc',
      downRevisions: ['aaaa', 'bbbb'],
      branchLabels: ['shop'],
      dependsOn: ['aaaa'],
    })
    await writeRevision(settings, merge)
    const { graph } = await ScriptDirectory.read(settings)
    expect(graph.order()).toEqual(['cccc', 'aaaa', 'bbbb'])
    expect(graph.get('cccc')).toMatchObject({
      downRevisions: ['aaaa', 'bbbb'],
      branchLabels: ['shop'],
      dependsOn: ['aaaa'],
    })
    expect(graph.get('aaaa').message).toBe('one * / two')
  })

  test('is never written over another one, and leaves nothing else behind', async () => {
    const settings = await project('fileTemplate: "{slug}"')
    const file = await writeRevision(settings, revision(settings))
    const before = readFileSync(file, 'utf8')
    const error = await failure(writeRevision(settings, revision(settings, { revision: 'ffff' })))
    expect(error.code).toBe('REVISION_EXISTS')
    expect(readFileSync(file, 'utf8')).toBe(before)
    expect(readdirSync(path.dirname(file))).toEqual([path.basename(file)])
  })

  test('follows the template of the project', async () => {
    const settings = await project()
    mkdirSync(settings.scriptLocation, { recursive: true })
    writeFileSync(
      path.join(settings.scriptLocation, 'script.ts.eta'),
      '// <%~ it.message %>\nexport const revision = "<%~ it.revision %>"\nexport const downRevision = <%~ it.literal(it.downRevision) %>',
    )
    const file = await writeRevision(settings, revision(settings, { downRevisions: ['a', 'b'] }))
    expect(readFileSync(file, 'utf8')).toBe(
      '// create users table\nexport const revision = "25037d13f0d6"\nexport const downRevision = ["a", "b"]',
    )
  })

  test.each([
    ['does not work', '<%~ it.nothing.here %>'],
    ['leaves a constant out', 'export const revision = "<%~ it.revision %>"'],
    ['writes another id', 'export const revision = "aaaa"\nexport const downRevision = null'],
  ])('is not written from a template that %s', async (_what, template) => {
    const settings = await project()
    mkdirSync(settings.scriptLocation, { recursive: true })
    writeFileSync(path.join(settings.scriptLocation, 'script.ts.eta'), template)
    expect((await failure(writeRevision(settings, revision(settings)))).code).toBe('BAD_CONFIG')
    expect(existsSync(settings.versionLocations[0]!)).toBe(false)
  })

  test('goes into folders that its name asks for', async () => {
    const settings = await project('fileTemplate: "{year}/{rev}", recursiveVersionLocations: true')
    await writeRevision(settings, revision(settings))
    expect((await ScriptDirectory.read(settings)).graph.heads).toEqual(['25037d13f0d6'])
  })

  test('is handed to the hooks, and what a failing hook said is told', async () => {
    const node = JSON.stringify(process.execPath)
    const script = 'require("fs").appendFileSync(process.argv[1], "// seen")'
    const seen = await project(
      `postWriteHooks: [{ name: "mark", command: ${JSON.stringify(`${node} -e '${script}' {file}`)} }]`,
    )
    const file = await writeRevision(seen, revision(seen, { message: "it's quoted" }))
    expect(readFileSync(file, 'utf8')).toMatch(/\/\/ seen$/)

    const failing = await project('postWriteHooks: [{ name: "lint", command: "echo not tidy; exit 3" }]')
    const error = await failure(writeRevision(failing, revision(failing)))
    expect(error.message).toContain('"lint"')
    expect(error.message).toContain('not tidy')
  })

  test('has an id of twelve hexadecimal digits', () => {
    expect(newRevisionId()).toMatch(/^[0-9a-f]{12}$/)
    expect(newRevisionId()).not.toBe(newRevisionId())
  })

  test.each(['a-b', 'a@b', '../up', '_a', '.a', 'a b', ''])('is not given the id "%s"', id => {
    expect(() => requireUsableId(id)).toThrow(RetortError)
  })
})

describe('the revisions of a project', () => {
  test('are read from every version location', async () => {
    const settings = await project('versionLocations: ["one", "two", "missing"]')
    const [one, two] = settings.versionLocations
    await writeRevision(settings, revision(settings, { revision: 'aaaa', folder: one! }))
    await writeRevision(settings, revision(settings, { revision: 'bbbb', downRevisions: ['aaaa'], folder: two! }))
    writeFileSync(path.join(two!, '_shared.ts'), 'export const columns = []')
    expect((await ScriptDirectory.read(settings)).graph.order()).toEqual(['bbbb', 'aaaa'])
  })

  test('of the shipped sample are read, and its model loads', async () => {
    const settings = await loadConfig({ cwd: inRepository('resources', 'samples', 'bookshop'), x: {} })
    const { graph } = await ScriptDirectory.read(settings)
    expect(graph.revisions.length).toBeGreaterThan(5)
    expect(graph.revisions.every(each => each.message !== '' && each.createDate !== null)).toBe(true)
    const { tables } = await loadTypeScriptModel(settings.model, settings.namingConvention)
    expect(tables.map(table => table.name.name)).toContain('books')
  })

  test('leave folders inside a location alone unless told otherwise', async () => {
    const settings = await project()
    await writeRevision(settings, revision(settings, { folder: path.join(settings.versionLocations[0]!, 'deep') }))
    expect((await ScriptDirectory.read(settings)).graph.revisions).toEqual([])
    const deep = { ...settings, recursiveVersionLocations: true }
    expect((await ScriptDirectory.read(deep)).graph.revisions).toHaveLength(1)
  })

  test('are run one at a time, by their id', async () => {
    const settings = await project()
    const file = await writeRevision(settings, revision(settings))
    writeFileSync(
      path.join(path.dirname(file), 'bbbb.ts'),
      'export const revision = "bbbb"\nexport const downRevision = null\nthrow new Error("ran")',
    )
    const directory = await ScriptDirectory.read(settings)
    expect(Object.keys(await directory.load('25037d13f0d6'))).toContain('upgrade')
    const error = await failure(directory.load('bbbb'))
    expect(error.code).toBe('BAD_REVISION_FILE')
    expect(error.message).toBe('bbbb.ts:3:7: ran')
  })

  test('must export both functions', async () => {
    const settings = await project()
    const file = await writeRevision(settings, revision(settings))
    writeFileSync(file, readFileSync(file, 'utf8').replace('function downgrade', 'function downgrad'))
    const directory = await ScriptDirectory.read(settings)
    expect((await failure(directory.load('25037d13f0d6'))).message).toContain('downgrade()')
  })

  test('are none where the folder is not there', async () => {
    const settings = await project()
    rmSync(settings.scriptLocation, { recursive: true, force: true })
    expect((await ScriptDirectory.read(settings)).graph.heads).toEqual([])
  })
})
