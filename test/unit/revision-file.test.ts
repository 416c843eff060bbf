import { describe, expect, test } from 'vitest'
import { RetortError } from '../../core/errors'
import { revisionFileName, slugOf, timeParts } from '../../core/script/revision-file-name'
import { parseRevisionFile } from '../../core/script/revision-file'

const FILE = '/versions/25037d13f0d6_create_users_table.ts'

const WRITTEN = `/**
 * create users table
 *
 * Revision ID: 25037d13f0d6
 * Revises: <base>
 * Create Date: 2026-11-20T10:00:00Z
 */
import { type Op, integer, string } from "retort";

export const revision = "25037d13f0d6";
export const downRevision = null;             // string | string[] (a merge) | null (a base)
export const branchLabels = null;             // string[] | null
export const dependsOn = null;                // string[] | null

export async function upgrade(op: Op) {
  await op.createTable("users", { id: integer().primaryKey(), email: string(255).notNull() });
}
`

const withConstants = (text: string): string =>
  `import { type Op } from "retort"\n${text}\nexport async function upgrade(op: Op) {}`

describe('a revision file', () => {
  test('is read without being run', () => {
    expect(parseRevisionFile(WRITTEN, FILE)).toMatchObject({
      revision: '25037d13f0d6',
      downRevisions: [],
      branchLabels: [],
      dependsOn: [],
      message: 'create users table',
      createDate: '2026-11-20T10:00:00Z',
      path: FILE,
    })
  })

  test('may write its constants in any literal form', () => {
    const source = withConstants(`
      export const revision: string = 'aaaa'
      export const downRevision: string | string[] | null = ["b1", /* and */ 'c1',] as const;
      export const branchLabels = [\`shop\`] satisfies string[]
      export const dependsOn: string | null = "d1" // one`)
    expect(parseRevisionFile(source, FILE)).toMatchObject({
      revision: 'aaaa',
      downRevisions: ['b1', 'c1'],
      branchLabels: ['shop'],
      dependsOn: ['d1'],
    })
  })

  test('is not misled by comments, strings and blocks', () => {
    const source = `// export const revision = "comment"
      /* export const revision = "block comment" */
      const text = 'export const revision = "string"'
      const template = \`
        export const revision = "template"
      \`
      export function f() { const revision = "inner"; return revision }
      export const revision = "real"
      export const downRevision = null`
    expect(parseRevisionFile(source, FILE).revision).toBe('real')
  })

  test('may have no comment, and then has no message', () => {
    const parsed = parseRevisionFile('export const revision = "a1b2"\nexport const downRevision = null', FILE)
    expect(parsed).toMatchObject({ message: '', createDate: null })
  })

  test('may have Windows line ends', () => {
    expect(parseRevisionFile(WRITTEN.replaceAll('\n', '\r\n'), FILE)).toMatchObject({
      message: 'create users table',
      createDate: '2026-11-20T10:00:00Z',
      downRevisions: [],
    })
  })

  test.each([
    ['a call', 'export const revision = id()', 1],
    ['a sum', 'export const revision = "a" + "b"', 1],
    ['a name', 'const a = "a1"\nexport const revision = a', 2],
    ['a template with a value', 'export const revision = `a${1}`', 1],
    ['a list with a name', 'export const revision = "a1"\nexport const downRevision = ["b1", other]', 2],
    ['a number', 'export const revision = 12', 1],
  ])('with %s for a constant is refused, naming the line', (_what, source, line) => {
    const error = failure(source)
    expect(error.code).toBe('BAD_REVISION_FILE')
    expect(error.details.path).toBe(`${FILE}:${line}`)
  })

  test.each([
    ['no revision', 'export const downRevision = null'],
    ['no downRevision', 'export const revision = "a1b2"\nexport const downRevison = "b1"'],
    ['an id with reserved characters', 'export const revision = "a-1"\nexport const downRevision = null'],
    ['several ids', 'export const revision = ["a1", "b1"]\nexport const downRevision = null'],
  ])('with %s is refused', (_what, source) => {
    expect(failure(source).code).toBe('BAD_REVISION_FILE')
  })
})

describe('the name of a new file', () => {
  const time = timeParts(new Date('2026-03-04T05:06:07Z'), 'UTC')
  const nameOf = (fileTemplate: string, message: string, truncateSlugLength = 40): string =>
    revisionFileName({ fileTemplate, truncateSlugLength }, { revision: 'ab12', message }, time)

  test.each([
    ['{rev}_{slug}', 'Create users table!', 'ab12_create_users_table.ts'],
    ['{rev}_{slug}', '', 'ab12.ts'],
    ['{slug}_{rev}', '', 'ab12.ts'],
    ['{slug}', '', 'ab12.ts'],
    ['{year}/{month}/{day}_{hour}{minute}{second}_{rev}', 'x', '2026/03/04_050607_ab12.ts'],
    ['{epoch}_{rev}', 'x', '1772600767_ab12.ts'],
    ['{rev}_{slug}', 'таблица заказов', 'ab12_таблица_заказов.ts'],
    ['{rev}_{slug}', '../../etc/passwd', 'ab12_etc_passwd.ts'],
  ])('%s with the message "%s" is %s', (template, message, expected) => {
    expect(nameOf(template, message)).toBe(expected)
  })

  test('cuts a long message at a word', () => {
    expect(slugOf('create the users table and its indexes', 20)).toBe('create_the_users')
    expect(slugOf('a'.repeat(50), 10)).toBe('a'.repeat(10))
  })

  test('takes the clock of the configured zone', () => {
    const berlin = timeParts(new Date('2026-07-01T23:30:00Z'), 'Europe/Berlin')
    expect(berlin).toMatchObject({ day: '02', hour: '01', iso: '2026-07-02T01:30:00+02:00' })
    expect(time.iso).toBe('2026-03-04T05:06:07Z')
  })
})

function failure(source: string): RetortError {
  try {
    parseRevisionFile(source, FILE)
  } catch (error) {
    if (error instanceof RetortError) return error
    throw error
  }
  throw new Error('It was not refused.')
}
