import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadConfig } from '../../core/config/load-config'
import { RetortError } from '../../core/errors'
import { loadTypeScriptModel } from '../../core/model/typescript-model'
import { initProject, projectTemplates } from '../../core/script/init-project'
import { useSourcesAsRetort } from '../harness/retort-module'
import { temporaryFolder } from '../harness/temporary-folder'

beforeAll(useSourcesAsRetort)

describe('a new project', () => {
  test.each([
    ['default', ['model.ts', 'migrations/versions']],
    ['sql', ['model.sql', 'migrations/versions']],
    ['multidb', ['main.ts', 'analytics.ts', 'migrations/main', 'migrations/analytics']],
  ])('of the template %s has all that belongs to it', async (template, own) => {
    const folder = path.join(temporaryFolder(), 'my-app')
    await initProject({ folder, template })
    const common = [
      'retort.config.ts',
      'tsconfig.json',
      '.gitignore',
      '.retort/types',
      'migrations/README',
      'migrations/script.ts.eta',
    ]
    for (const name of [...common, ...own]) expect(existsSync(path.join(folder, name)), name).toBe(true)
    expect(existsSync(path.join(folder, 'template.json'))).toBe(false)
    expect(existsSync(path.join(folder, 'gitignore'))).toBe(false)
  })

  test.each(['default', 'sql', 'multidb'])('of the template %s can be opened', async template => {
    const folder = path.join(temporaryFolder(), 'my-app')
    const { model } = await initProject({ folder, template })
    const settings = await loadConfig({ cwd: folder, x: {} })
    expect(settings.model).toEqual([path.join(folder, model)])
    for (const name of settings.databaseNames) {
      const other = await loadConfig({ cwd: folder, x: {}, name })
      expect(existsSync(other.versionLocations[0]!)).toBe(true)
    }
  })

  test.each(['default', 'multidb'])('of the template %s has an empty model', async template => {
    const folder = temporaryFolder()
    const { model } = await initProject({ folder, template })
    const schema = await loadTypeScriptModel([path.join(folder, model)], {})
    expect(schema).toEqual({ tables: [], views: [], enums: [] })
  })

  test('shows an example that works once it is uncommented', async () => {
    const folder = temporaryFolder()
    const { model } = await initProject({ folder, template: 'default' })
    const file = path.join(folder, model)
    const [words = '', ...example] = readFileSync(file, 'utf8').split(/^(?=\/\/ import)/m)
    writeFileSync(file, words + example.join('').replace(/^\/\/ ?/gm, ''))
    const schema = await loadTypeScriptModel([file], {})
    expect(schema.tables.map(table => table.name.name)).toEqual(['users'])
  })

  test('is for the database it was asked for', async () => {
    const folder = temporaryFolder()
    await initProject({ folder, template: 'default', url: 'postgresql://me@host/a"$&b' })
    expect(readFileSync(path.join(folder, 'retort.config.ts'), 'utf8')).toContain(
      JSON.stringify('postgresql://me@host/a"$&b'),
    )
  })

  test('never has a password in its configuration', async () => {
    const folder = path.join(temporaryFolder(), 'my-app')
    const url = 'postgresql://me:secret@host/shop'
    await expect(initProject({ folder, template: 'default', url })).rejects.toMatchObject({ code: 'USAGE' })
    expect(existsSync(folder)).toBe(false)
  })

  test('may go into a folder with nothing but dot files, and leaves those alone', async () => {
    const folder = temporaryFolder()
    mkdirSync(path.join(folder, '.git'))
    writeFileSync(path.join(folder, '.gitignore'), 'mine\n')
    await initProject({ folder, template: 'default' })
    expect(existsSync(path.join(folder, 'model.ts'))).toBe(true)
    expect(readFileSync(path.join(folder, '.gitignore'), 'utf8')).toBe('mine\nbackups/\n.retort/\n.env\n')
  })

  test('is refused in a folder that is not empty', async () => {
    const folder = temporaryFolder()
    writeFileSync(path.join(folder, 'notes.txt'), '')
    await expect(initProject({ folder, template: 'default' })).rejects.toMatchObject({ code: 'FOLDER_NOT_EMPTY' })
    expect(existsSync(path.join(folder, 'retort.config.ts'))).toBe(false)
  })

  test('is refused for an unknown template, naming those there are', async () => {
    const error: unknown = await initProject({ folder: temporaryFolder(), template: 'generic' }).catch(
      (thrown: unknown) => thrown,
    )
    expect(error).toBeInstanceOf(RetortError)
    expect((error as RetortError).details.hint).toContain('default, sql, multidb')
  })

  test('can be of any listed template, each with a line about it', async () => {
    const templates = await projectTemplates()
    expect(templates.map(template => template.name)).toEqual(['default', 'sql', 'multidb'])
    for (const { description } of templates) expect(description).toMatch(/^\S[^\n]*$/)
  })
})
