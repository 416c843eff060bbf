import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectFolder, type ProjectFolder } from '../harness/project-folder'

const forked = (env: Readonly<Record<string, string>> = {}): ProjectFolder =>
  projectFolder(
    { aaa1: {}, bbb2: { down: ['aaa1'], labels: ['shop'] }, ccc2: { down: ['aaa1'] } },
    { config: 'export default { url: "sqlite:app.db" };\n', env },
  )

test('branches lists the revisions that several others follow, with those', async () => {
  const project = forked()
  expect(await project.ok('branches')).toMatchObject([{ revision: 'aaa1', isBranchPoint: true }])
  expect((await project.run('branches')).stdout.split('\n')).toEqual([
    '<base> -> aaa1 (branchpoint), message of aaa1',
    '       -> bbb2 (shop) (head), message of bbb2',
    '       -> ccc2 (head), message of ccc2',
    '',
  ])
  expect(await projectFolder({ aaa1: {} }).ok('branches')).toEqual([])
})

test('ensure-version creates the version table, once', async () => {
  const project = forked()
  expect(await project.ok('ensure_version')).toEqual({ isCreated: true })
  expect(await project.ok('ensure-version')).toEqual({ isCreated: false })
  expect(await project.ok('current')).toMatchObject({ revisions: [] })
})

test('show names several revisions', async () => {
  expect(await forked().ok('show', 'heads')).toMatchObject([{ revision: 'bbb2' }, { revision: 'ccc2' }])
})

describe('edit', () => {
  /** An editor that writes down what it was asked to open. */
  const NOTE = `${JSON.stringify(process.execPath)} -e "require('fs').writeFileSync('opened', process.argv.slice(1).join())"`
  const opened = ({ folder }: ProjectFolder): readonly string[] =>
    readFileSync(path.join(folder, 'opened'), 'utf8')
      .split(',')
      .map(file => path.basename(file))

  test('opens the files that are named, also where the database stands', async () => {
    const project = forked({ VISUAL: '', EDITOR: NOTE })
    await project.ok('edit', 'heads')
    expect(opened(project)).toEqual(['bbb2.ts', 'ccc2.ts'])
    await project.ok('stamp', 'shop')
    expect(await project.ok('edit', 'current')).toMatchObject({ revision: 'bbb2' })
    expect(opened(project)).toEqual(['bbb2.ts'])
  })

  test('asks VISUAL before EDITOR', async () => {
    const project = forked({ VISUAL: NOTE, EDITOR: 'no-such-editor' })
    await project.ok('edit', 'ccc2')
    expect(opened(project)).toEqual(['ccc2.ts'])
  })

  test.each([
    ['no editor is set', '', 'shop', 'TOOL_NOT_FOUND'],
    ['the editor is missing', 'no-such-editor', 'shop', 'TOOL_NOT_FOUND'],
    ['there is no such revision', 'no-such-editor', 'zzz9', 'REVISION_NOT_FOUND'],
    ['no revision is named', 'no-such-editor', 'base', 'REVISION_NOT_FOUND'],
  ])('says so where %s', async (_what, editor, revision, code) => {
    const result = await forked({ VISUAL: '', EDITOR: editor }).run('--json', 'edit', revision)
    expect(result).toMatchObject({ code: 2, json: { error: { code } } })
  })
})

test('revision --sql is refused: there is nothing to write a script of', async () => {
  const result = await forked().run('--json', 'revision', '--sql', '-m', 'x', '--head', 'bbb2')
  expect(result).toMatchObject({ code: 2, json: { error: { code: 'USAGE' } } })
})
