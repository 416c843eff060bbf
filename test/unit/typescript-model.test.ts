import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { RetortError } from '../../core/errors'
import { modelFiles } from '../../core/model/model-files'
import { loadTypeScriptModel } from '../../core/model/typescript-model'
import type { NamingConvention } from '../../core/config/config'
import { useSourcesAsRetort } from '../harness/retort-module'
import { temporaryFolder } from '../harness/temporary-folder'

beforeAll(useSourcesAsRetort)

const IMPORTS =
  'import { table, view, integer, string, enumType, unique, check, foreignKey, index, sql } from "retort"\n'

async function modelOf(files: string | Readonly<Record<string, string>>, convention: NamingConvention = {}) {
  const folder = temporaryFolder()
  const texts = typeof files === 'string' ? { 'model.ts': files } : files
  for (const [name, text] of Object.entries(texts)) writeFileSync(path.join(folder, name), IMPORTS + text)
  return loadTypeScriptModel(
    Object.keys(texts).map(name => path.join(folder, name)),
    convention,
  )
}

const failure = (files: string | Readonly<Record<string, string>>): Promise<RetortError> =>
  modelOf(files).then(
    () => Promise.reject(new Error('It was not refused.')),
    (error: unknown) => (error instanceof RetortError ? error : Promise.reject(error as Error)),
  )

const USERS = 'export const users = table("users", { id: integer().primaryKey(), name: string(20) })\n'

describe('a model of TypeScript files', () => {
  test('holds every exported table, view and enum of every file', async () => {
    const schema = await modelOf({
      'a.ts': `${USERS}export default view("names", sql\`SELECT name FROM users\`)`,
      'b.ts':
        'export const mood = enumType("mood", ["good", "bad"])\nexport const posts = table("posts", { user_id: integer().references("users", "id"), mood })',
    })
    expect(schema.tables.map(table => table.name.name)).toEqual(['users', 'posts'])
    expect(schema.views.map(view => view.name.name)).toEqual(['names'])
    expect(schema.enums).toEqual([{ kind: 'enumType', name: 'mood', schema: null, values: ['good', 'bad'] }])
  })

  test('counts a table that is exported again once', async () => {
    const schema = await modelOf(`${USERS}export { users as people }\nexport default users`)
    expect(schema.tables).toHaveLength(1)
  })

  test('counts a table once that another file of it passes on', async () => {
    const schema = await modelOf({ 'index.ts': 'export * from "./users"', 'users.ts': USERS })
    expect(schema.tables).toHaveLength(1)
  })

  test('names what has no name by the convention', async () => {
    const schema = await modelOf(
      `${USERS}export const posts = table("posts", {
        id: integer().primaryKey(),
        user_id: integer().references("users", "id"),
        slug: string().unique(),
        named: integer(),
      }, [unique("mine", ["named"])])`,
      { unique: 'uq_{table}_{columns}', foreignKey: 'fk_{table}_{columns}_{referred}', primaryKey: 'pk_{table}' },
    )
    const posts = schema.tables.find(table => table.name.name === 'posts')
    expect(posts?.primaryKey?.name).toBe('pk_posts')
    expect(posts?.foreignKeys.map(key => key.name)).toEqual(['fk_posts_user_id_users'])
    expect(posts?.uniques.map(key => key.name)).toEqual(['mine', 'uq_posts_slug'])
  })
})

describe('a model is refused', () => {
  test('where two exports declare one table, naming both', async () => {
    const error = await failure(`${USERS}export const others = table("users", { id: integer() })`)
    expect(error.code).toBe('BAD_MODEL')
    expect(error.message).toContain('users')
    expect(error.message).toContain('others')
  })

  test.each([
    ['a foreign key to an unknown table', '{ user_id: integer().references("usres", "id") }', 'usres', '"users"'],
    ['a foreign key to an unknown column', '{ user_id: integer().references("users", "idd") }', 'idd', '"id"'],
    ['a foreign key of an unknown column', '{ a: integer() }, [foreignKey("fk", ["b"], "users", ["id"])]', 'b', '"a"'],
    ['a unique constraint of an unknown column', '{ email: string() }, [unique("uq", ["emial"])]', 'emial', '"email"'],
    ['an index of an unknown column', '{ email: string() }, [index("ix", ["emial"])]', 'emial', '"email"'],
  ])('with %s, suggesting the nearest', async (_what, body, name, near) => {
    const error = await failure(`${USERS}export const posts = table("posts", ${body})`)
    expect(error.code).toBe('BAD_MODEL')
    expect(error.message).toContain('posts')
    expect(error.message).toContain(name)
    expect(error.details.hint).toContain(near)
  })

  test('where its code throws', async () => {
    expect((await failure('export const a = table()')).code).toBe('BAD_MODEL')
  })
})

describe('the files of a model', () => {
  test('are named by paths and patterns, each once', () => {
    const folder = temporaryFolder()
    mkdirSync(path.join(folder, 'models', 'deep'), { recursive: true })
    for (const name of ['model.ts', 'models/b.ts', 'models/a.ts', 'models/deep/c.ts'])
      writeFileSync(path.join(folder, name), '')
    const patterns = ['models/**/*.ts', 'model.ts', 'models/a.ts'].map(pattern => path.join(folder, pattern))
    const found = modelFiles(patterns, folder).map(file => path.relative(folder, file))
    expect(found).toEqual(['models/a.ts', 'models/b.ts', 'models/deep/c.ts', 'model.ts'])
  })

  test('are refused where a pattern names none', () => {
    const folder = temporaryFolder()
    expect(() => modelFiles([path.join(folder, 'models/*.ts')], folder)).toThrow('models/*.ts')
  })
})
