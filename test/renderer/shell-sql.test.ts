import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sqlTokens } from '../../renderer/components/sql-tokens'

const kinds = (sql: string) => sqlTokens(sql).map(({ kind, text }) => [kind, text])

describe('the colouring of SQL', () => {
  it('loses no character, whatever the text', () => {
    const sqlish = fc.string({ unit: fc.constantFrom("'", '"', '-', '/', '*', '\n', ' ', 'a', 'SELECT', '$$') })
    fc.assert(
      fc.property(fc.oneof(fc.string(), sqlish), sql => {
        expect(
          sqlTokens(sql)
            .map(({ text }) => text)
            .join(''),
        ).toBe(sql)
      }),
    )
  })

  it('knows keywords in any case, and not inside names', () => {
    expect(kinds('create TABLE tables')).toEqual([
      ['keyword', 'create'],
      ['plain', ' '],
      ['keyword', 'TABLE'],
      ['plain', ' tables'],
    ])
  })

  it('takes a quoted word for a name or a text', () => {
    expect(kinds(`"select" = 'it''s'`)).toEqual([
      ['plain', '"select" = '],
      ['string', "'it''s'"],
    ])
  })

  it('takes a comment to the end of its line', () => {
    expect(kinds("-- don't\nDROP")).toEqual([
      ['comment', "-- don't"],
      ['plain', '\n'],
      ['keyword', 'DROP'],
    ])
  })
})
