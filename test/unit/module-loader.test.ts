import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { RetortError } from '../../core/errors'
import { importDefault, importModule } from '../../core/script/module-loader'
import { useSourcesAsRetort } from '../harness/retort-module'
import { temporaryFolder } from '../harness/temporary-folder'

beforeAll(useSourcesAsRetort)

function project(files: Readonly<Record<string, string>>): (name: string) => string {
  const folder = temporaryFolder()
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), text)
  }
  return name => path.join(folder, name)
}

const failure = (file: string): Promise<RetortError> =>
  importModule(file, { code: 'BAD_MODEL' }).then(
    () => Promise.reject(new Error('It was loaded.')),
    (error: unknown) => (error instanceof RetortError ? error : Promise.reject(error as Error)),
  )

describe('a TypeScript file of a project', () => {
  test('is loaded without its types, with the running program as "retort"', async () => {
    const file = project({
      'model.ts': `import { type Op, table, integer } from "retort"
        interface Named { name: string }
        export const users = table("users", { id: integer().primaryKey() }) satisfies object
        export const of = (named: Named): string => named.name as string
        export const upgrade = async (op: Op): Promise<void> => void op`,
    })
    const module = await importModule<{ users: { kind: string }; of(named: object): string }>(file('model.ts'), {
      code: 'BAD_MODEL',
    })
    expect(module.users.kind).toBe('table')
    expect(module.of({ name: 'x' })).toBe('x')
  })

  test('imports other files of the project, with and without an extension', async () => {
    const file = project({
      'a.ts':
        'import { b } from "./parts/b"\nimport { c } from "./c.ts"\nimport d from "./parts"\nexport default [b, c, d]',
      'parts/b.ts': 'import { c } from "../c.js"\nexport const b: number = c + 1',
      'parts/index.ts': 'export default 3',
      'c.ts': 'export const c: number = 1',
    })
    expect(await importDefault(file('a.ts'), { code: 'BAD_CONFIG' })).toEqual([2, 1, 3])
  })

  test('imports packages of its own node_modules', async () => {
    const file = project({
      'a.ts': 'import { five } from "numbers"\nexport default five',
      'node_modules/numbers/package.json': '{"name":"numbers","type":"module","exports":"./index.js"}',
      'node_modules/numbers/index.js': 'export const five = 5',
    })
    expect(await importDefault(file('a.ts'), { code: 'BAD_CONFIG' })).toBe(5)
  })

  test('is seen anew after an edit, of itself or of what it imports', async () => {
    const file = project({ 'a.ts': 'import { b } from "./b"\nexport default b', 'b.ts': 'export const b = 1' })
    expect(await importDefault(file('a.ts'), { code: 'BAD_CONFIG' })).toBe(1)
    writeFileSync(file('b.ts'), 'export const b = 2')
    expect(await importDefault(file('a.ts'), { code: 'BAD_CONFIG' })).toBe(2)
    writeFileSync(file('a.ts'), 'export default 3')
    expect(await importDefault(file('a.ts'), { code: 'BAD_CONFIG' })).toBe(3)
  })

  test('may be run as an unsaved text', async () => {
    const file = project({ 'a.ts': 'export default 1', 'b.ts': 'export const b = 7' })
    const source = 'import { b } from "./b"\nexport default b'
    expect(await importDefault(file('a.ts'), { code: 'BAD_CONFIG', source })).toBe(7)
    expect(await importDefault(file('a.ts'), { code: 'BAD_CONFIG' })).toBe(1)
  })
})

describe('a file that cannot be loaded is refused', () => {
  test('naming line and column of a syntax error', async () => {
    const file = project({ 'model.ts': 'export const a = 1\nexport const b = = 2\n' })
    const error = await failure(file('model.ts'))
    expect(error.code).toBe('BAD_MODEL')
    expect(error.message).toMatch(/^model\.ts:2:18: /)
    expect(error.details.path).toBe(`${file('model.ts')}:2:18`)
  })

  test('naming the file that was imported, where the fault is there', async () => {
    const file = project({ 'model.ts': 'import "./other"\n', 'other.ts': 'const a: = 1' })
    expect((await failure(file('model.ts'))).message).toMatch(/^other\.ts:1:\d+: /)
  })

  test('naming the place where its code threw', async () => {
    const file = project({ 'model.ts': 'interface A {}\n\nthrow new Error("no\\nluck")\n' })
    expect((await failure(file('model.ts'))).message).toBe('model.ts:3:7: no')
  })

  test('where it has an enum', async () => {
    const file = project({ 'model.ts': 'export enum Colour { Red }\n' })
    expect((await failure(file('model.ts'))).message).toMatch(/^model\.ts:1:\d+: .*enum/)
  })

  test('where it imports what is not there', async () => {
    const file = project({ 'model.ts': 'import { a } from "./gone"\nexport { a }' })
    expect((await failure(file('model.ts'))).message).toContain('gone')
  })

  test('where it imports a name that "retort" does not have', async () => {
    const file = project({ 'model.ts': 'import { tabel } from "retort"\nexport default tabel' })
    expect((await failure(file('model.ts'))).message).toContain('tabel')
  })

  test('where a default export is wanted and there is none', async () => {
    const file = project({ 'model.ts': 'export const a = 1' })
    await expect(importDefault(file('model.ts'), { code: 'BAD_CONFIG' })).rejects.toThrow('no default export')
  })
})
