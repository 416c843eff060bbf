import { expect, test } from 'vitest'
import { alterColumn } from '../../core/operations/alter-column'
import { batchAlterTable } from '../../core/operations/batch-alter-table'
import { describe } from '../../core/operations/describe'
import { isDestructive, lossesOf, narrows } from '../../core/operations/destructive'
import { addColumn } from '../../core/operations/add-column'
import { dropColumn } from '../../core/operations/drop-column'
import { dropTable } from '../../core/operations/drop-table'
import type { ColumnBuilder } from '../../core/schema/build/column-builder'
import {
  array,
  bigInteger,
  boolean,
  date,
  dateTime,
  double,
  enumType,
  integer,
  json,
  jsonb,
  numeric,
  smallInteger,
  string,
  text,
} from '../../core/schema/build/types'

test('the parts of a description are laid out for a page', () => {
  expect(describe(addColumn('users', 'email', string(255).notNull(), { schema: 'crm' }))).toEqual({
    text: 'Adds crm.users.email, string(255), not null',
    verb: 'create',
    object: 'crm.users.email',
    detail: 'string(255), not null',
  })
})

test('a statement is told in one line that says where it was cut', () => {
  const words = (sql: string): string => describe({ kind: 'execute', sql, params: [] }).text
  expect(words('\n  UPDATE users\n  SET active = 1\n')).toBe('Runs SQL: UPDATE users SET active = 1')
  expect(words(`SELECT ${'x'.repeat(200)}`)).toBe(`Runs SQL: SELECT ${'x'.repeat(72)}…`)
})

test('whole rows and whole columns are at stake where they are dropped, also inside a batch', () => {
  const users = { schema: null, name: 'users' }
  expect(lossesOf(dropTable('users'))).toEqual([{ table: users, column: null, reason: 'dropped' }])
  expect(lossesOf(batchAlterTable('users', [dropColumn('users', 'age')]))).toEqual([
    { table: users, column: 'age', reason: 'dropped' },
  ])
})

test('a type that cannot hold every old value is a loss, and so is a change from a type that is not known', () => {
  const to = (type: ColumnBuilder, existingType?: ColumnBuilder) =>
    alterColumn('users', 'age', { type, ...(existingType === undefined ? {} : { existingType }) })
  expect(isDestructive(to(string(10), string(20)))).toBe(true)
  expect(isDestructive(to(string(20), string(10)))).toBe(false)
  expect(isDestructive(to(string(20)))).toBe(true)
  expect(isDestructive(alterColumn('users', 'age', { nullable: false }))).toBe(false)
})

test.each<[string, ColumnBuilder, ColumnBuilder, boolean]>([
  ['text to text of a length', text(), string(10), true],
  ['anything to text', json(), text(), false],
  ['integer to bigger integer', integer(), bigInteger(), false],
  ['integer to smaller integer', integer(), smallInteger(), true],
  ['integer to double', integer(), double(), false],
  ['big integer to double', bigInteger(), double(), true],
  ['numeric to fewer decimals', numeric(10, 4), numeric(10, 2), true],
  ['numeric to more of both', numeric(10, 2), numeric(12, 3), false],
  ['boolean to integer', boolean(), integer(), false],
  ['date to a moment', date(), dateTime(), false],
  ['a moment to a date', dateTime(), date(), true],
  ['json to jsonb', json(), jsonb(), false],
  ['an enum that loses a value', enumType('e', ['a', 'b']), enumType('e', ['a']), true],
  ['an enum that gains a value', enumType('e', ['a']), enumType('e', ['a', 'b']), false],
  ['an array by its elements', array(bigInteger()), array(integer()), true],
  ['text to a number', text(), integer(), true],
])('%s', (_what, from, to, expected) => {
  expect(narrows(from.spec.type, to.spec.type)).toBe(expected)
})
