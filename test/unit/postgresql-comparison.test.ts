import { describe, expect, test } from 'vitest'
import { postgresqlComparison as rules } from '../../core/dialects/postgresql/comparison'
import { readDefault } from '../../core/dialects/postgresql/read-default'
import { readType } from '../../core/dialects/postgresql/read-type'
import { buildColumn, type ColumnBuilder } from '../../core/schema/build/column-builder'
import { table } from '../../core/schema/build/table-builder'
import {
  array,
  boolean,
  date,
  dateTime,
  enumType,
  integer,
  jsonb,
  numeric,
  rawType,
  string,
} from '../../core/schema/build/types'
import type { Column } from '../../core/schema/column'
import { sql } from '../../core/schema/sql-expression'

const column = (builder: ColumnBuilder): Column => buildColumn('c', builder)

describe('types', () => {
  test.each<[ColumnBuilder, string]>([
    [numeric(10), 'numeric(10,0)'],
    [dateTime({ precision: 6 }), 'timestamp without time zone'],
    [dateTime({ timezone: true, precision: 3 }), 'timestamp(3) with time zone'],
    [array(string(5)), 'character varying(5)[]'],
    [rawType('CHAR(3)'), 'character(3)'],
    [rawType('VARCHAR( 20 )'), 'character varying(20)'],
    [rawType('timestamptz(3)'), 'timestamp(3) with time zone'],
    [rawType('int4[]'), 'integer[]'],
    [rawType('numeric(5)'), 'numeric(5,0)'],
    [rawType('numrange'), 'numrange'],
  ])('a model and the server agree on %#', (wanted, printed) => {
    expect(rules.type(readType(printed))).toBe(rules.type(column(wanted).type))
  })

  test.each<[ColumnBuilder, ColumnBuilder]>([
    [string(), string(20)],
    [numeric(10), numeric(10, 2)],
    [dateTime(), dateTime({ timezone: true })],
    [enumType('mood', ['a']), enumType('mood', ['a', 'b'])],
    [array(enumType('mood', ['a'])), array(enumType('mood', ['b']))],
  ])('those that differ are told apart: %#', (a, b) => {
    expect(rules.type(column(a).type)).not.toBe(rules.type(column(b).type))
  })
})

describe('defaults', () => {
  test.each<[ColumnBuilder, string]>([
    [string().default("it's"), "'it''s'::character varying"],
    [integer().default(-1), "'-1'::integer"],
    [integer().default(sql`0`), '0'],
    [numeric(5, 2).default(0), '0.00'],
    [numeric(5, 2).default('1.50'), '1.5'],
    [boolean().default(true), 'true'],
    [boolean().default(sql`TRUE`), 'true'],
    [date().default('2020-01-01'), "'2020-01-01'::date"],
    [jsonb().default('{}'), "'{}'::jsonb"],
    [enumType('mood', ['a']).default('a'), "'a'::crm.mood"],
    [dateTime().default(sql`NOW()`), 'now()'],
  ])('a model and the server agree on %#', (wanted, printed) => {
    const model = column(wanted)
    expect(rules.default({ ...model, default: readDefault(printed, model.type) })).toBe(rules.default(model))
  })

  test('no default and NULL are one, and other values are not', () => {
    expect(rules.default(column(string().default(sql`NULL::text`)))).toBeNull()
    expect(rules.default(column(integer().default(1)))).not.toBe(rules.default(column(integer().default(10))))
    expect(rules.default(column(string().default('now()')))).not.toBe(
      rules.default(column(string().default(sql`now()`))),
    )
  })
})

test('what a table cannot hold is left out, and what it spells another way is respelled', () => {
  const stored = rules.stored(
    table('t', { id: integer().primaryKey().identity(), n: integer().autoIncrement() }, [], {
      strict: true,
      withoutRowid: true,
    }),
  )
  expect(stored).toMatchObject({ strict: false, withoutRowid: false })
  expect(stored.columns.map(({ identity, autoIncrement, nullable }) => [identity, autoIncrement, nullable])).toEqual([
    [null, 'auto', false],
    [{ always: false }, 'auto', false],
  ])
})
