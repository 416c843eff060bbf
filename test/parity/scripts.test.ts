import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Drawn } from '../harness/revision-graphs'
import { projectFolder, type ProjectFolder } from '../harness/project-folder'

/** The graph of Alembic's table. */
const GRAPH: Readonly<Record<string, Drawn>> = {
  aaa1: {},
  aaa2: { down: ['aaa1'] },
  bbb3: { down: ['aaa2'], labels: ['shop'] },
  bbb4: { down: ['bbb3'] },
  bbb5: { down: ['bbb4'] },
  ccc3: { down: ['aaa2'] },
  ccc4: { down: ['ccc3'] },
  nnn1: { labels: ['net'] },
  nnn2: { down: ['nnn1'], dependsOn: ['ccc3'] },
}

/** What a script does to the version table: `+` a new row, `-` one that goes, `>` one that changes. */
function versionChanges(sql: readonly string[]): string {
  return sql
    .flatMap(text => {
      if (/^CREATE TABLE "?alembic_version/.test(text)) return ['create']
      const ids = [...text.matchAll(/'(\w+)'/g)].map(match => match[1])
      if (/^INSERT INTO "?alembic_version/.test(text)) return [`+${ids[0]}`]
      if (/^DELETE FROM "?alembic_version/.test(text)) return [`-${ids[0] ?? 'all'}`]
      return /^UPDATE "?alembic_version/.test(text) ? [`${ids[1]}>${ids[0]}`] : []
    })
    .join(' ')
}

const script = async (project: ProjectFolder, ...args: string[]): Promise<readonly string[]> =>
  (await project.ok<{ sql: readonly string[] }>(...args, '--sql')).sql

describe('a script changes the version rows as Alembic writes them', () => {
  test('for every form of a range', { timeout: 60_000 }, async () => {
    const project = projectFolder(GRAPH)
    const rows: readonly [command: string, expected: string][] = [
      ['upgrade bbb3:bbb5', 'bbb3>bbb4 bbb4>bbb5'],
      ['upgrade bbb3:+2', 'bbb3>bbb4 bbb4>bbb5'],
      ['upgrade aaa2:heads', 'aaa2>ccc3 +nnn1 -nnn1 ccc3>nnn2 +ccc4 +bbb3 bbb3>bbb4 bbb4>bbb5'],
      ['upgrade bbb3:bbb3+1', 'bbb3>bbb4'],
      ['upgrade :shop', 'create +aaa1 aaa1>aaa2 aaa2>bbb3'],
      ['downgrade bbb5:bbb3', 'bbb5>bbb4 bbb4>bbb3'],
      ['downgrade bbb5:base', 'bbb5>bbb4 bbb4>bbb3 bbb3>aaa2 aaa2>aaa1 -aaa1'],
      ['downgrade bbb5:-1', 'bbb5>bbb4'],
      ['stamp bbb3', 'create +bbb3'],
      ['stamp bbb3:bbb5', 'bbb3>bbb5'],
      ['stamp base', ''],
      ['stamp --purge bbb3', '-all +bbb3'],
      ['ensure-version', 'create'],
    ]
    const found: [string, string][] = []
    for (const [command] of rows) found.push([command, versionChanges(await script(project, ...command.split(' ')))])
    expect(found).toEqual(rows)
  })

  test.each([
    ['upgrade head', 'MULTIPLE_HEADS'],
    ['upgrade +2', 'AMBIGUOUS_WALK'],
    ['upgrade a:b:c', 'USAGE'],
    ['downgrade bbb3:bbb5', 'UNREACHABLE_REVISION'],
  ])('and %s is refused', async (command, code) => {
    const result = await projectFolder(GRAPH).run('--json', ...command.split(' '), '--sql')
    expect(result).toMatchObject({ code: 2, json: { error: { code } } })
  })
})

describe('a script without a range', () => {
  const create = (table: string) => ({
    upgrade: `await op.createTable("${table}", { id: integer().primaryKey() });`,
    downgrade: `await op.dropTable("${table}");`,
  })

  function threeTables(): ProjectFolder {
    const project = projectFolder()
    project.revision('aaa1', {}, create('a'))
    project.revision('bbb2', { down: ['aaa1'] }, create('b'))
    project.revision('ccc3', { down: ['bbb2'] }, create('c'))
    return project
  }

  test('starts where the database stands, up and down', async () => {
    const project = threeTables()
    await project.ok('upgrade', 'bbb2')
    expect(versionChanges(await script(project, 'upgrade', 'head'))).toBe('bbb2>ccc3')
    expect(versionChanges(await script(project, 'upgrade', '+1'))).toBe('bbb2>ccc3')
    expect(versionChanges(await script(project, 'downgrade', 'base'))).toBe('bbb2>aaa1 -aaa1')
    expect(versionChanges(await script(project, 'downgrade', '-1'))).toBe('bbb2>aaa1')
    const { stderr } = await project.run('upgrade', 'head', '--sql')
    expect(stderr).toContain('From bbb2, where the database stands.')
  })

  test('runs on that database', async () => {
    const project = threeTables()
    await project.ok('upgrade', 'aaa1')
    const file = path.join(project.folder, 'script.sql')
    writeFileSync(file, (await project.run('upgrade', 'head', '--sql')).stdout)
    execFileSync('sqlite3', ['-bail', 'app.db', `.read ${file}`], { cwd: project.folder })
    expect(await project.ok('current')).toMatchObject({ revisions: [{ revision: 'ccc3' }], isUpToDate: true })
  })

  test('creates no version table where it is there without rows', async () => {
    const project = threeTables()
    await project.ok('ensure-version')
    expect(versionChanges(await script(project, 'upgrade', 'aaa1'))).toBe('+aaa1')
  })

  test('is that for an empty database where this one needs none, and where none answers', async () => {
    const project = threeTables()
    await project.ok('upgrade', 'head')
    const whole = 'create +aaa1 aaa1>bbb2 bbb2>ccc3'
    expect(versionChanges(await script(project, 'upgrade', 'head'))).toBe(whole)
    project.write('damaged.db', 'this is no database'.repeat(100))
    expect(versionChanges(await script(project, '--url', 'sqlite:damaged.db', 'upgrade', 'head'))).toBe(whole)
    const down = await project.run('--json', '--url', 'sqlite:damaged.db', 'downgrade', '-1', '--sql')
    expect(down).toMatchObject({ code: 2, json: { error: { code: 'USAGE' } } })
  })
})
