import { expect, test } from 'vitest'
import { projectFolder, revisionSource, type ProjectFolder } from '../harness/project-folder'

interface Applied {
  readonly revision: string
  readonly direction: string
  readonly isChanged: boolean
}

const applied = async (project: ProjectFolder): Promise<readonly string[]> =>
  (await project.ok<readonly Applied[]>('history', '--applied')).map(
    ({ revision, direction, isChanged }) => `${direction} ${revision}${isChanged ? ' changed' : ''}`,
  )

const create = (table: string) => ({
  upgrade: `await op.createTable("${table}", { id: integer().primaryKey() });`,
  downgrade: `await op.dropTable("${table}");`,
})

function twoTables(): ProjectFolder {
  const project = projectFolder()
  project.revision('aaa1', {}, create('a'))
  project.revision('bbb2', { down: ['aaa1'] }, create('b'))
  return project
}

test('what was run on a database is told, the last first, with when, how long, by what and which code', async () => {
  const project = twoTables()
  await project.ok('upgrade', 'head')
  await project.ok('downgrade', '-1')
  expect(await applied(project)).toEqual(['downgrade bbb2', 'upgrade bbb2', 'upgrade aaa1'])
  expect(await project.ok('history', '--applied', '-r', ':aaa1')).toEqual([
    {
      revision: 'aaa1',
      direction: 'upgrade',
      message: 'message of aaa1',
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      durationMs: expect.any(Number),
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      checksum: expect.stringMatching(/^[0-9a-f]{64}$/),
      isChanged: false,
    },
  ])
})

test('of a failed run only what the database kept was applied', async () => {
  const project = twoTables()
  project.revision('ccc3', { down: ['bbb2'] }, { upgrade: 'await op.execute("nonsense");' })
  expect((await project.run('upgrade', 'head')).code).toBe(1)
  expect(await applied(project)).toEqual(['upgrade bbb2', 'upgrade aaa1'])
})

test('an applied revision whose code changed since is reported by current -v and by check', async () => {
  const project = twoTables()
  project.write(
    'model.ts',
    'import { integer, table } from "retort";\nexport const a = table("a", { id: integer().primaryKey() });\nexport const b = table("b", { id: integer().primaryKey() });\n',
  )
  await project.ok('upgrade', 'head')
  project.write('migrations/versions/bbb2.ts', revisionSource('bbb2', { down: ['aaa1'] }, create('c')))
  expect(await project.ok('-v', 'current')).toMatchObject({ isUpToDate: true, changedRevisions: ['bbb2'] })
  expect(await project.ok('check')).toMatchObject({ isUpToDate: true, changedRevisions: ['bbb2'] })
  expect((await project.run('check')).stderr).toContain('The code of bbb2 was changed since it was applied.')
  expect(await applied(project)).toEqual(['upgrade bbb2 changed', 'upgrade aaa1'])
})

test('comments and white space make no change, and a revision that was taken back may change', async () => {
  const project = twoTables()
  await project.ok('upgrade', 'head')
  await project.ok('downgrade', '-1')
  const laidOut = revisionSource('aaa1', {}, create('a')).replaceAll('  await', '\n\n    // why not\n    await')
  project.write('migrations/versions/aaa1.ts', laidOut)
  project.write('migrations/versions/bbb2.ts', revisionSource('bbb2', { down: ['aaa1'] }, create('c')))
  expect(await project.ok('-v', 'current')).not.toHaveProperty('changedRevisions')
})
