import { describe, expect, test } from 'vitest'
import { projectFolder, revisionSource, type ProjectFolder } from '../harness/project-folder'

const NAMED = `databases: {
  orders: { url: "sqlite:orders.db", versionLocations: ["migrations/orders"] },
  stock: { url: "sqlite:stock.db", versionLocations: ["migrations/stock"] },
}`

function several(main = 'url: "sqlite:main.db",'): ProjectFolder {
  const config = `export default { ${main} model: "model.ts", backup: { before: "never" }, ${NAMED} };\n`
  const project = projectFolder({}, { config })
  const create = (table: string) => ({ upgrade: `await op.createTable("${table}", { id: integer().primaryKey() });` })
  project.revision('aaa1', {}, create('main'))
  project.write('migrations/orders/bbb1.ts', revisionSource('bbb1', {}, create('orders')))
  project.write('migrations/stock/ccc1.ts', revisionSource('ccc1', {}, create('stock')))
  return project
}

describe('one command over all databases', () => {
  test('reports on each of them, the main one first', async () => {
    const project = several()
    expect(await project.ok('--all-databases', 'upgrade', 'head')).toMatchObject([
      { database: null, exitCode: 0, result: { to: ['aaa1'] } },
      { database: 'orders', exitCode: 0, result: { to: ['bbb1'] } },
      { database: 'stock', exitCode: 0, result: { to: ['ccc1'] } },
    ])
    expect(await project.ok('-n', 'stock', 'current')).toMatchObject({ isUpToDate: true })
    const { stdout, stderr } = await project.run('current', '--all-databases')
    expect(stdout).toBe('aaa1 (head)\nbbb1 (head)\nccc1 (head)\n')
    expect(stderr).toBe('the main database:\norders:\nstock:\n')
  })

  test('goes on after one that fails, and fails then', async () => {
    const project = several('')
    project.write('migrations/orders/bbb1.ts', revisionSource('bbb1', {}, { upgrade: 'await op.execute("nonsense");' }))
    const result = await project.run('--json', '--all-databases', 'upgrade', 'head')
    expect(result).toMatchObject({
      code: 1,
      json: [
        { database: 'orders', exitCode: 1, error: { code: 'MIGRATION_FAILED', revision: 'bbb1' } },
        { database: 'stock', exitCode: 0, result: { to: ['ccc1'] } },
      ],
    })
    expect((await project.run('--all-databases', 'upgrade', 'head')).stderr).toContain('error MIGRATION_FAILED')
  })

  test('answers no where one of them does', async () => {
    const project = several()
    await project.ok('-n', 'orders', 'upgrade', 'head')
    const result = await project.run('--json', '--all-databases', 'current', '--check-heads')
    expect(result.code).toBe(1)
    expect(result.json).toMatchObject([{ exitCode: 1 }, { exitCode: 0 }, { exitCode: 1 }])
  })

  test.each(['-n orders current', '--url sqlite:x.db current', 'list-templates', 'currant'])(
    'does not go with %s',
    async command => {
      const result = await several().run('--json', '--all-databases', ...command.split(' '))
      expect(result).toMatchObject({ code: 2, json: { error: { code: 'USAGE' } } })
    },
  )

  test('is the same on the one database of a project that has no other', async () => {
    const project = projectFolder({ aaa1: {} })
    expect(await project.ok('--all-databases', 'heads')).toMatchObject([
      { database: null, result: [{ revision: 'aaa1' }] },
    ])
  })
})
