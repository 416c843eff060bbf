import { describe, expect, test } from 'vitest'
import { projectFolder, type ProjectFolder } from '../harness/project-folder'

/** Two branches above a table `users`, each with a body of its own. */
function branched(left: string, right: string): ProjectFolder {
  const project = projectFolder()
  project.revision('aaa1', {}, { upgrade: 'await op.createTable("users", { id: integer().primaryKey() });' })
  project.revision('bbb2', { down: ['aaa1'] }, { upgrade: left })
  project.revision('ccc2', { down: ['aaa1'] }, { upgrade: right })
  return project
}

const EMAIL = 'await op.addColumn("users", "email", string());'

describe('merge reports', () => {
  test.each([
    ['a column that both add', EMAIL, EMAIL, [{ table: 'users', column: 'email' }]],
    [
      'a column that one changes in a batch and the other drops',
      'await op.batchAlterTable("users", async batch => { await batch.alterColumn("id", { type: string() }); });',
      'await op.dropColumn("users", "id");',
      [{ table: 'users', column: 'id' }],
    ],
    ['a table that one changes and the other drops', EMAIL, 'await op.dropTable("users");', [{ table: 'users' }]],
    [
      'a table of which they change different columns',
      EMAIL,
      'await op.addColumn("users", "name", string());',
      [{ table: 'users' }],
    ],
    [
      'nothing where they change different tables',
      EMAIL,
      'await op.createTable("orders", { id: integer().primaryKey() });',
      [],
    ],
  ])('%s', async (_what, left, right, expected) => {
    const project = branched(left, right)
    const merged = await project.ok<{ conflicts: readonly object[] }>('merge', 'heads', '-m', 'join')
    expect(merged).toMatchObject({ downRevision: ['bbb2', 'ccc2'], isMergePoint: true, isHead: true, message: 'join' })
    expect(merged.conflicts).toHaveLength(expected.length)
    expect(merged.conflicts).toMatchObject(
      expected.map(conflict => ({ ...conflict, operations: [{ revision: 'bbb2' }, { revision: 'ccc2' }] })),
    )
  })

  test('in words too, and says nothing of what came before the branches parted', async () => {
    const { stderr } = await branched(EMAIL, EMAIL).run('merge', 'bbb2', 'ccc2')
    expect(stderr.match(/^.*$/gm)?.slice(0, 3)).toEqual([
      'Several branches touch users.email:',
      expect.stringMatching(/^ {2}bbb2: Adds /),
      expect.stringMatching(/^ {2}ccc2: Adds /),
    ])
    expect(stderr).not.toContain('aaa1')
  })
})

test('merge takes an id and a label', async () => {
  const project = branched('', '')
  await project.ok('merge', 'heads', '--rev-id', 'mmm3', '--branch-label', 'joined')
  expect(await project.ok('heads')).toMatchObject([{ revision: 'mmm3', branchLabels: ['joined'] }])
  expect(await project.ok('upgrade', 'joined')).toMatchObject({ to: ['mmm3'] })
})

test.each([
  ['one head', 'bbb2'],
  ['the same head twice', 'bbb2 bbb2'],
  ['what is no head', 'aaa1 bbb2'],
])('%s cannot be merged', async (_what, heads) => {
  const result = await branched('', '').run('--json', 'merge', ...heads.split(' '))
  expect(result).toMatchObject({ code: 2, json: { error: { code: 'USAGE' } } })
})
