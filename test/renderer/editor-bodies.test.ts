import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskSource } from '../../renderer/editor/mask-source'
import { bodyLine, joinRevision, linesBefore, splitRevision, withBody } from '../../renderer/editor/revision-bodies'

const FILE = `/** create users */
import { type Op, integer } from 'retort'

export const revision = '25037d13f0d6'
export const downRevision = null

export async function upgrade(op: Op): Promise<void> {
  await op.createTable('users', { id: integer().primaryKey() })
  await op.execute(\`INSERT INTO users VALUES (\${[1].map(n => { return n })})\`) // a } in words
}

export async function downgrade(op: Op) {
  await op.dropTable('users')
}

function helper() {}
`

describe('a revision file taken apart', () => {
  it('shows the lines between the braces of each function', () => {
    const parts = splitRevision(FILE)
    expect(parts?.upgrade).toBe(
      FILE.slice(FILE.indexOf('  await op.createTable'), FILE.indexOf('\n}\n\nexport async function downgrade')),
    )
    expect(parts?.downgrade).toBe("  await op.dropTable('users')")
  })

  it('is the same text again when it is joined', () => {
    expect(joinRevision(splitRevision(FILE)!)).toBe(FILE)
    const windows = FILE.replaceAll('\n', '\r\n')
    expect(joinRevision(splitRevision(windows)!)).toBe(windows)
  })

  it('changes nothing but the body that was written anew', () => {
    const parts = splitRevision(FILE)!
    const joined = joinRevision({ ...parts, downgrade: '  // nothing\n  await op.execute("SELECT 1")' })
    expect(joined).toBe(FILE.replace("  await op.dropTable('users')", '  // nothing\n  await op.execute("SELECT 1")'))
  })

  it.each([
    ['an empty body on one line', 'export function upgrade() {}\nexport function downgrade() {}', ['', '']],
    ['a body on one line', 'function upgrade(op) { a() }\nfunction downgrade(op) { b() }', [' a() ', ' b() ']],
    ['the other order', 'function downgrade() {\n  b\n}\nfunction upgrade() {\n  a\n}', ['  a', '  b']],
    [
      'arrow functions',
      'export const upgrade = async (op: Op) => {\n  a\n}\nexport const downgrade = async (op: Op) => {\n  b\n}',
      ['  a', '  b'],
    ],
    [
      'an arrow function without parentheses',
      'const upgrade = op => {\n  a(b)\n}\nconst downgrade = op => {\n  b\n}',
      ['  a(b)', '  b'],
    ],
    [
      'defaults and object types among the parameters',
      'function upgrade(op = { a: 1 }) {\n  a\n}\nfunction downgrade({ f }: X) {\n  b\n}',
      ['  a', '  b'],
    ],
    [
      'braces in strings, comments and expressions',
      `function upgrade() {\n  x('}', "}", \`}\${'}'}\`) /* } */ // }\n  y = /[/}]}/.test(z)\n}\nfunction downgrade() {\n  b\n}`,
      [`  x('}', "}", \`}\${'}'}\`) /* } */ // }\n  y = /[/}]}/.test(z)`, '  b'],
    ],
    [
      'a division that is no regular expression',
      'function upgrade() {\n  a = b / c; d = e / f\n}\nfunction downgrade() {\n  b\n}',
      ['  a = b / c; d = e / f', '  b'],
    ],
  ])('understands %s', (_name, source, [upgrade, downgrade]) => {
    const parts = splitRevision(source)
    expect([parts?.upgrade, parts?.downgrade]).toEqual([upgrade, downgrade])
    expect(joinRevision(parts!)).toBe(source)
  })

  it.each([
    ['one of the two is missing', 'export function upgrade() {}'],
    ['one stands there twice', 'function upgrade() {}\nfunction upgrade() {}'],
    ['a brace is not closed', 'function upgrade() {\n  if (a) {\n}\nfunction downgrade() {}'],
    ['they only stand in a comment', '// function upgrade() {} function downgrade() {}'],
    ['they stand inside something else', 'const x = { f() { function upgrade() {} } }\nfunction downgrade() {}'],
  ])('leaves the file whole when %s', (_name, source) => {
    expect(splitRevision(source)).toBeNull()
  })

  it('never loses a character, whatever the bodies hold', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '(',
      ')',
      '`',
      '${',
      "'",
      '"',
      '//',
      '/*',
      '*/',
      '/',
      '\n',
      ' ',
      'a',
      '\\',
      '=',
      'upgrade',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), pieces => {
        const source = FILE.replace("  await op.dropTable('users')", pieces.join(''))
        const parts = splitRevision(source)
        if (parts) expect(joinRevision(parts)).toBe(source)
        expect(maskSource(source)).toHaveLength(source.length)
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    [
      'opens an empty body to lines of its own',
      'function upgrade(op: Op) {}',
      'a',
      'function upgrade(op: Op) {\n  a\n}',
    ],
    [
      'gives the parameter its name back with its first use',
      'function upgrade(_op: Op) {}',
      'op.f()',
      'function upgrade(op: Op) {\n  op.f()\n}',
    ],
    [
      'leaves the parameter alone where its name is used',
      'function upgrade(_op: Op) {}',
      '_op.f()',
      'function upgrade(_op: Op) {\n  _op.f()\n}',
    ],
    [
      'takes no word in a text for a use',
      'function upgrade(_op: Op) {\n}',
      '  // op',
      'function upgrade(_op: Op) {\n  // op\n}',
    ],
    ['keeps the indentation that is typed', 'function upgrade() {}', '\tb', 'function upgrade() {\n\tb\n}'],
    ['keeps a body with text in its line', 'function upgrade(op) { a }', ' b ', 'function upgrade(op) { b }'],
  ])('%s', (_name, head, text, expected) => {
    const rest = '\nfunction downgrade(_op: Op) {}\n'
    expect(joinRevision(withBody(splitRevision(head + rest)!, 'upgrade', text))).toBe(expected + rest)
  })

  it('knows where a line of the file stands in its body', () => {
    const parts = splitRevision(FILE)!
    expect(linesBefore(parts, 'upgrade')).toBe(7)
    expect(bodyLine(parts, 9)).toEqual({ name: 'upgrade', line: 2 })
    expect(bodyLine(parts, 13)).toEqual({ name: 'downgrade', line: 1 })
    expect(bodyLine(parts, 2)).toBeNull()
    expect(bodyLine(parts, 10)).toBeNull()
  })
})
