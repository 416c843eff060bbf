import { describe, expect, test } from 'vitest'
import { postgresqlServer } from '../harness/postgresql'
import { requires } from '../harness/requirement'
import { projectFolder, type Bodies, type ProjectFolder } from '../harness/project-folder'
import { temporaryFolder } from '../harness/temporary-folder'
import { jobTargets } from '../dialects/main-job-targets'

const USERS: Bodies = {
  upgrade: 'await op.createTable("users", { id: integer().primaryKey(), name: string(20) });',
  downgrade: 'await op.dropTable("users");',
}

function tested(bodies: Bodies): ProjectFolder {
  const project = projectFolder()
  project.revision('aaa1', {}, USERS)
  project.revision('bbb2', { down: ['aaa1'] }, bodies)
  return project
}

test('revisions that can be taken back pass, and the database is not touched', async () => {
  const project = tested({
    upgrade: 'await op.addColumn("users", "age", integer());',
    downgrade: 'await op.dropColumn("users", "age");',
  })
  expect(await project.ok('test')).toEqual({ passed: true, revisions: 2, failures: [] })
  expect(await project.ok('current')).toMatchObject({ revisions: [] })
})

describe('a revision fails its test where', () => {
  test.each<[string, Bodies, object]>([
    [
      'its downgrade leaves something',
      { upgrade: 'await op.addColumn("users", "age", integer());' },
      { stage: 'downgrade', operations: [{ kind: 'dropColumn', table: 'users', column: 'age' }] },
    ],
    [
      'its downgrade takes too much',
      { downgrade: 'await op.dropColumn("users", "name");' },
      { stage: 'downgrade', operations: [{ kind: 'addColumn', table: 'users', column: 'name' }] },
    ],
    [
      'its downgrade fails',
      { downgrade: 'await op.dropTable("nothing");' },
      { stage: 'downgrade', message: expect.stringContaining('nothing') },
    ],
    ['its upgrade fails', { upgrade: 'throw new Error("no such luck");' }, { stage: 'upgrade' }],
  ])('%s', async (_what, bodies, failure) => {
    const result = await tested(bodies).run('--json', 'test')
    expect(result.code).toBe(1)
    const { failures } = result.json as { failures: readonly object[] }
    expect(failures[0]).toMatchObject({ revision: 'bbb2', ...failure })
  })

  test('it can be run only once, in words too', async () => {
    const project = tested({ upgrade: 'await op.addColumn("users", "age", integer());' })
    const { code, stderr } = await project.run('test')
    expect(code).toBe(1)
    expect(stderr).toContain('no bbb2, downgrade: The schema is not what it was before the upgrade.')
    expect(stderr).toContain('no bbb2, upgrade again:')
  })
})

const server = await postgresqlServer()

describe.each(jobTargets(server))('on $name', target => {
  requires(target.needs)

  test('branches, dependencies and merges are run through', { timeout: 60_000 }, async () => {
    const url = await target.createUrl(temporaryFolder(), 'tested')
    const project = projectFolder(
      {},
      { config: `export default { url: ${JSON.stringify(url)}, model: "model.ts" };\n` },
    )
    project.revision('aaa1', {}, USERS)
    const column = (name: string): Bodies => ({
      upgrade: `await op.addColumn("users", "${name}", integer());`,
      downgrade: `await op.dropColumn("users", "${name}");`,
    })
    project.revision('bbb2', { down: ['aaa1'] }, column('b'))
    project.revision('ccc2', { down: ['aaa1'] }, column('c'))
    project.revision('mmm3', { down: ['bbb2', 'ccc2'] }, column('m'))
    project.revision('nnn1', { dependsOn: ['ccc2'] }, column('n'))
    expect(await project.ok('test')).toEqual({ passed: true, revisions: 5, failures: [] })
  })
})
