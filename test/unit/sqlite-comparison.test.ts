import { describe, expect, test } from 'vitest'
import { sqliteComparison as rules } from '../../core/dialects/sqlite/comparison'
import { buildColumn, type ColumnBuilder } from '../../core/schema/build/column-builder'
import { foreignKey, index, unique } from '../../core/schema/build/constraint-builder'
import { table } from '../../core/schema/build/table-builder'
import * as types from '../../core/schema/build/types'
import { sql } from '../../core/schema/sql-expression'

const typeOf = (builder: ColumnBuilder) => rules.type(builder.spec.type)
const defaultOf = (builder: ColumnBuilder) => rules.default(buildColumn('a', builder))

describe('to SQLite', () => {
  test.each<readonly [string, ColumnBuilder, ColumnBuilder]>([
    ['INT and INTEGER', types.rawType('int'), types.integer()],
    ['varchar(40) in any spelling', types.rawType('varchar ( 40 )'), types.string(40)],
    ['DECIMAL and NUMERIC', types.rawType('DECIMAL(10,2)'), types.numeric(10, 2)],
    ['TIMESTAMP and DATETIME, with a zone or without', types.rawType('timestamp'), types.dateTime({ timezone: true })],
    ['an interval and text', types.interval(), types.text()],
    ['an enum and its text', types.enumType('e', ['abc', 'd']), types.string(3)],
    ['an unknown type in any case', types.rawType('unsigned  big int'), types.rawType('UNSIGNED BIG INT')],
  ])('%s are one type', (_, one, other) => {
    expect(typeOf(one)).toBe(typeOf(other))
  })

  test.each<readonly [string, ColumnBuilder, ColumnBuilder]>([
    ['the length', types.string(40), types.string(41)],
    ['the kind', types.integer(), types.bigInteger()],
    ['the scale', types.numeric(10, 2), types.numeric(10, 3)],
    ['no type', types.rawType(''), types.text()],
  ])('%s makes another type', (_, one, other) => {
    expect(typeOf(one)).not.toBe(typeOf(other))
  })

  test.each<readonly [string, ColumnBuilder, ColumnBuilder]>([
    ['a value and its expression', types.integer().default(5), types.integer().default(sql`(5)`)],
    ['a number and its text in a number', types.integer().default('0'), types.integer().default(0)],
    ['a number and its text in a text', types.text().default('7'), types.text().default(sql`7`)],
    ['true and 1', types.boolean().default(true), types.boolean().default(sql`1`)],
    ['true and TRUE', types.boolean().default(true), types.boolean().default(sql`TRUE`)],
    ['a string in either quotes', types.text().default('x'), types.text().default(sql`"x"`)],
    ['an expression in any case', types.text().default(sql`( LOWER('X') )`), types.text().default(sql`lower('X')`)],
    ['no default and NULL', types.text(), types.text().default(sql`NULL`)],
  ])('%s are one default', (_, one, other) => {
    expect(defaultOf(one)).toBe(defaultOf(other))
  })

  test.each<readonly [string, ColumnBuilder, ColumnBuilder]>([
    ['another value', types.integer().default(5), types.integer().default(6)],
    ['the same digits in a text', types.text().default('07'), types.text().default('7')],
    ['an expression and its text', types.text().default('lower(1)'), types.text().default(sql`lower(1)`)],
    ['none and the empty string', types.text(), types.text().default('')],
  ])('%s is another default', (_, one, other) => {
    expect(defaultOf(one)).not.toBe(defaultOf(other))
  })
})

test('what SQLite cannot hold is left out of a table', () => {
  const stored = rules.stored(
    table(
      'users',
      {
        id: types.bigInteger().identity().primaryKey(),
        mood: types.enumType('mood', ['a', 'bc']).comment('today'),
        boss: types.integer().autoIncrement(false),
      },
      [
        unique('uq', ['mood'], { deferrable: true, nullsNotDistinct: true }),
        foreignKey('fk', ['boss'], 'users', ['id'], { notValid: true, referentSchema: 'crm' }),
        index('ix', ['mood'], { using: 'btree', include: ['boss'] }),
      ],
      { comment: 'people', schema: 'crm' },
    ),
  )
  expect(stored.name).toEqual({ schema: 'crm', name: 'users' })
  expect(stored.comment).toBeNull()
  expect(stored.columns).toMatchObject([
    { name: 'id', type: { kind: 'integer' }, identity: null, autoIncrement: true, nullable: false },
    { name: 'mood', type: { kind: 'string', length: 2 }, comment: null },
    { name: 'boss', autoIncrement: 'auto' },
  ])
  expect(stored.checks).toEqual([{ kind: 'check', name: null, sql: `"mood" IN ('a', 'bc')`, notValid: false }])
  expect(stored.uniques).toMatchObject([{ deferrable: false, nullsNotDistinct: false }])
  expect(stored.foreignKeys).toMatchObject([{ notValid: false, referredTable: { schema: null, name: 'users' } }])
  expect(stored.indexes).toMatchObject([{ using: null, include: [] }])
  expect(rules.stored(stored)).toEqual(stored)
})
