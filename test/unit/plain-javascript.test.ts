import { describe, expect, test } from 'vitest'
import { isPlainJavaScript } from '../../core/script/plain-javascript'

describe('a file without types is taken as it stands', () => {
  test.each([
    'export const a = 1',
    'import { integer, table } from "retort";\nexport const t = table("t", { id: integer().primaryKey() });',
    'import * as shared from "./shared"\nexport default { url: shared.url, model: ["a.ts", "b.ts"] }',
    'import defaults from "./defaults";\nimport "./effects";\nexport default () => ({ ...defaults });',
    'export { a, b as c } from "./other";\nexport * from "./more";\nexport async function f() { await g() }',
    'const url = await read();\nexport default { url };',
  ])('%s', source => {
    expect(isPlainJavaScript(source)).toBe(true)
  })
})

describe('a file with types, or in doubt, is not', () => {
  test.each([
    'const a: number = 1',
    'import { type Op } from "retort";\nexport const a = 1',
    'import type { Op } from "retort"',
    'export { type A } from "./other"',
    'export type { A } from "./other"',
    'export interface A {}',
    'export default interface A {}',
    'export type A = string',
    'const a = b as string',
    'const a = b satisfies C',
    'const a = b!.c',
    'class A { constructor(private a) {} }',
    'enum A { B }',
    'declare const a',
    'abstract class A {}',
    'function f(a?) {}',
    'export const a = f<string>(x)',
    'export const broken = (',
  ])('%s', source => {
    expect(isPlainJavaScript(source)).toBe(false)
  })
})
