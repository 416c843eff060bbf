import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bind } from '../../core/dialects/postgresql/binding'
import { normalExpression } from '../../core/dialects/postgresql/expression'
import { leadingWords, piecesOf } from '../../core/dialects/postgresql/lexer'
import { refuseTransactionControl } from '../../core/dialects/postgresql/transaction-control'

describe('the pieces of an SQL text', () => {
  test('joined are the text again, whatever it is', () => {
    const fragments = fc.constantFrom(
      "'",
      '"',
      '$$',
      '$a$',
      '--',
      '/*',
      '*/',
      '\n',
      '?',
      ';',
      'E',
      'x',
      '1',
      '.',
      ' ',
      '\\',
      '::',
      'é',
    )
    fc.assert(
      fc.property(fc.array(fragments, { maxLength: 30 }), parts => {
        const text = parts.join('')
        expect(
          piecesOf(text)
            .map(piece => piece.text)
            .join(''),
        ).toBe(text)
      }),
    )
  })

  test('tell a string, a dollar quote and a nested comment from what is outside', () => {
    const text = `'it''s ?' E'\\'?' $f$ ? $$ ? $f$ "a?""b" /* ? /* ? */ ? */ -- ?\n ?`
    expect(piecesOf(text).filter(piece => piece.kind === 'placeholder')).toHaveLength(1)
  })
})

describe('placeholders', () => {
  test('become numbered, with the type a written value would have', () => {
    const { text, values } = bind('VALUES (?, ?, ?, ?, ?, ?, ?)', [1, 2 ** 31, 10n ** 20n, 1.5, true, 'x', null])
    expect(text).toBe('VALUES ($1::int4, $2::int8, $3::numeric, $4::numeric, $5::boolean, $6, $7)')
    expect(values).toEqual(['1', '2147483648', '100000000000000000000', '1.5', true, 'x', null])
  })

  test.each([
    ['a ?| b AND c = ?', 'a ?| b AND c = $1'],
    ['a ?& b AND c = ?', 'a ?& b AND c = $1'],
    ['a ?? b AND c = ?', 'a ? b AND c = $1'],
    ["? || 'x'", "$1 || 'x'"],
    ["?||'x'", "$1||'x'"],
  ])('%s is sent as %s', (sql, sent) => {
    expect(bind(sql, ['v']).text).toBe(sent)
  })
})

describe('transaction control', () => {
  test.each([
    'BEGIN',
    'begin;',
    'COMMIT',
    'END',
    'ROLLBACK TO a',
    'ABORT',
    'SELECT 1; -- x\n COMMIT',
    'START TRANSACTION',
    "PREPARE TRANSACTION 'x'",
  ])('%s is refused', text => {
    expect(() => refuseTransactionControl(text)).toThrow(/cannot be run in a revision/)
  })

  test.each([
    'DO $$ BEGIN PERFORM 1; END $$',
    `SELECT 'COMMIT; ROLLBACK'`,
    'SELECT CASE WHEN a THEN b END FROM "begin"',
    'CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END; SELECT 1',
    'PREPARE plan AS SELECT 1',
    '/* COMMIT; */ SELECT 1 -- ; ROLLBACK',
  ])('%s is let through', text => {
    expect(() => refuseTransactionControl(text)).not.toThrow()
  })

  test('a statement begins behind the body of a function', () => {
    expect(leadingWords('CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; END; COMMIT', 1)).toEqual([
      'CREATE',
      'COMMIT',
    ])
  })
})

describe('the normal form of an expression', () => {
  test.each([
    ['(price > 0)', 'price  >  0'],
    ['((a > 0) AND (b > 0))', 'a > 0 and b > 0'],
    ["name = 'x'::text", `"name" = 'x'`],
    ["('2020-01-01'::timestamp without time zone)", "'2020-01-01'"],
    ["ARRAY['a'::character varying(20), 'b'::text]", "array['a','b']"],
    ['a != 1', 'a <> 1'],
    ['lower((email))', 'LOWER(email)'],
    ["coalesce(a, '{}'::text[])", "coalesce(a, '{}')"],
  ])('%s and %s are one', (a, b) => {
    expect(normalExpression(a)).toBe(normalExpression(b))
  })

  test.each([
    ['(a OR b) AND c', 'a OR b AND c'],
    ['a * (b + c)', 'a * b + c'],
    ['"user"', 'user'],
    ['"Name"', 'name'],
    ["'A'", "'a'"],
    ['(a)::integer', 'a'],
    ['NOT (a AND b)', 'NOT a AND b'],
    ['a - (b - c)', 'a - b - c'],
    ['NOT (a) = b', 'NOT (a = b) IS NULL'],
    ['x IN (a)', 'x = a'],
    ['(a = b) = c', 'a = (b = c)'],
    ['(a, b) = (c, d)', 'a, b = c, d'],
    ['(a > b) IS NULL', 'a > b IS NULL'],
    ['(a).b', 'a.b'],
    ['a BETWEEN b AND (c = d)', 'a BETWEEN b AND c = d'],
    ['f((a, b))', 'f(a, b)'],
  ])('%s and %s are two', (a, b) => {
    expect(normalExpression(a)).not.toBe(normalExpression(b))
  })
})
