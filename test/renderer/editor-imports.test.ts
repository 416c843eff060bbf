import { describe, expect, it } from 'vitest'
import { functionsOf, withImports } from '../../renderer/editor/retort-imports'
import { joinRevision, splitRevision } from '../../renderer/editor/revision-bodies'

const FUNCTIONS = functionsOf(
  'declare module "retort" {\ninterface Op {}\nexport { Op, integer, sql, string, text };\n}',
)

function imported(head: string, upgrade: string, downgrade = ''): string {
  const source = `${head}\nexport async function upgrade(op: Op) {\n${upgrade}\n}\nexport async function downgrade(op: Op) {\n${downgrade}\n}\n`
  const joined = joinRevision(withImports(splitRevision(source)!, FUNCTIONS))
  expect(joined.slice(joined.indexOf('\nexport async'))).toBe(source.slice(source.indexOf('\nexport async')))
  return joined.split('\n')[0]!
}

describe('what a body calls', () => {
  it('knows the functions that "retort" exports', () => {
    expect(FUNCTIONS).toEqual(['integer', 'sql', 'string', 'text'])
  })

  it.each([
    [
      'is imported',
      'import { type Op } from "retort";',
      'op.addColumn("t", "a", string(20))',
      'import { type Op, string } from "retort";',
    ],
    [
      'is imported once, and with what is there',
      "import { type Op, text } from 'retort'",
      'f(text(), integer(), integer())',
      "import { type Op, text, integer } from 'retort'",
    ],
    [
      'is imported for a template too',
      "import { type Op } from 'retort'",
      'op.execute(sql`SELECT 1`)',
      "import { type Op, sql } from 'retort'",
    ],
    [
      'is left alone in strings and comments',
      "import { type Op } from 'retort'",
      '// string(1)\nf("text()")',
      "import { type Op } from 'retort'",
    ],
    [
      'is left alone as a method of something',
      "import { type Op } from 'retort'",
      'op.string(1)',
      "import { type Op } from 'retort'",
    ],
    [
      'is left alone where it is declared',
      "import { type Op } from 'retort'",
      'const text = () => 1\ntext()',
      "import { type Op } from 'retort'",
    ],
    [
      'is left alone without such an import',
      "import { string as s } from './own'",
      'integer()',
      "import { string as s } from './own'",
    ],
  ])('%s', (_name, head, body, expected) => {
    expect(imported(head, body)).toBe(expected)
  })

  it('is imported for the downgrade as well', () => {
    expect(imported("import { type Op } from 'retort'", 'a', 'f(text())')).toBe(
      "import { type Op, text } from 'retort'",
    )
  })
})
