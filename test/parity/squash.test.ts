import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectFolder, type ProjectFolder } from '../harness/project-folder'

/** Four revisions on one line, and a database at the last. */
async function line(): Promise<ProjectFolder> {
  const project = projectFolder()
  project.revision(
    'aaa1',
    {},
    {
      upgrade: 'await op.createTable("users", { id: integer().primaryKey(), name: string(20) });',
      downgrade: 'await op.dropTable("users");',
    },
  )
  project.revision(
    'bbb2',
    { down: ['aaa1'], labels: ['shop'] },
    {
      upgrade: 'await op.addColumn("users", "age", integer());\n  await op.execute(sql`UPDATE users SET age = ${1}`);',
      downgrade: 'await op.dropColumn("users", "age");',
    },
  )
  project.revision(
    'ccc3',
    { down: ['bbb2'] },
    {
      upgrade: 'await op.createIndex("ix_users_age", "users", ["age"]);',
      downgrade: 'await op.dropIndex("ix_users_age", { table: "users" });',
    },
  )
  project.revision('ddd4', { down: ['ccc3'] })
  await project.ok('upgrade', 'head')
  return project
}

const files = (project: ProjectFolder): readonly string[] =>
  readdirSync(path.join(project.folder, 'migrations', 'versions'))

describe('squash', () => {
  test('puts one revision in the place of a line, with the id of the last, and keeps the old files', async () => {
    const project = await line()
    const result = await project.ok<{ path: string; kept: readonly string[] }>('squash', 'bbb2:ccc3', '-m', 'ages')
    expect(result).toMatchObject({ revision: 'ccc3', downRevision: ['aaa1'], branchLabels: ['shop'], message: 'ages' })
    expect(result.kept.map(file => path.basename(file))).toEqual(['bbb2.ts', 'ccc3.ts'])
    expect(result.kept.every(existsSync)).toBe(true)
    expect(files(project)).toEqual(['aaa1.ts', path.basename(result.path), 'ddd4.ts'])
    expect(await project.ok('test')).toMatchObject({ passed: true, revisions: 3 })
  })

  test('keeps the statements that change rows, in their order', async () => {
    const project = await line()
    const { path: file } = await project.ok<{ path: string }>('squash', 'aaa1:ccc3')
    const text = readFileSync(file, 'utf8')
    const places = ['op.createTable', 'op.addColumn', 'UPDATE users', 'op.createIndex'].map(part => text.indexOf(part))
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(Math.min(...places)).toBeGreaterThan(0)
  })

  test('leaves a database at the last revision where it is, and that can be taken down', async () => {
    const project = await line()
    await project.ok('squash', 'aaa1:ccc3')
    expect(await project.ok('current')).toMatchObject({ isUpToDate: true })
    expect(await project.ok('downgrade', 'base')).toMatchObject({
      to: [],
      steps: [{ revision: 'ddd4' }, { revision: 'ccc3' }],
    })
    expect(await project.ok('upgrade', 'head')).toMatchObject({ to: ['ddd4'] })
  })

  test('can write what the schema needs instead', async () => {
    const project = await line()
    const { path: file } = await project.ok<{ path: string }>('squash', 'aaa1:ccc3', '--from-schemas')
    const text = readFileSync(file, 'utf8')
    expect(text).toContain('op.createTable("users"')
    expect(text).not.toContain('op.addColumn')
    expect(text).not.toContain('UPDATE')
  })
})

describe('squash changes no file where', () => {
  async function refused(project: ProjectFolder, range: string): Promise<string> {
    const before = files(project)
    const result = await project.run('--json', 'squash', range)
    expect(result.code).toBeGreaterThan(0)
    expect(files(project)).toEqual(before)
    return (result.json as { error: { code: string } }).error.code
  }

  test('the database stands in the middle of the line', async () => {
    const project = await line()
    await project.ok('downgrade', 'bbb2')
    expect(await refused(project, 'aaa1:ccc3')).toBe('DATABASE_NOT_UP_TO_DATE')
  })

  test('a branch leaves the line', async () => {
    const project = await line()
    project.revision('eee3', { down: ['bbb2'] })
    expect(await refused(project, 'aaa1:ccc3')).toBe('NOT_ON_ONE_LINE')
  })

  test('a revision reads rows', async () => {
    const project = await line()
    project.revision('eee5', { down: ['ddd4'] }, { upgrade: 'await op.query("SELECT 1");' })
    await project.ok('upgrade', 'head')
    expect(await refused(project, 'ccc3:eee5')).toBe('NOT_OFFLINE')
  })

  test('the downgrades do not undo the upgrades', async () => {
    const project = await line()
    project.revision('eee5', { down: ['ddd4'] }, { upgrade: 'await op.dropColumn("users", "name");' })
    await project.ok('upgrade', 'head')
    expect(await refused(project, 'ddd4:eee5')).toBe('NOT_REVERSIBLE')
  })

  test('the range is one revision, or none that there is', async () => {
    const project = await line()
    expect(await refused(project, 'aaa1:aaa1')).toBe('USAGE')
    expect(await refused(project, 'aaa1')).toBe('USAGE')
    expect(await refused(project, 'aaa1:zzz9')).toBe('REVISION_NOT_FOUND')
  })
})
