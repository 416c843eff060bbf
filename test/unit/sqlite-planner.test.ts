import { describe, expect, test } from 'vitest'
import { batchGroups } from '../../core/dialects/sqlite/batch-groups'
import { affinityOf, conversionOf } from '../../core/dialects/sqlite/rebuild/conversion'
import { statementsOf } from '../../core/dialects/sqlite/statement-text'
import { addColumn } from '../../core/operations/add-column'
import { alterColumn } from '../../core/operations/alter-column'
import { createCheckConstraint } from '../../core/operations/create-check-constraint'
import { dropColumn } from '../../core/operations/drop-column'
import type { Operation } from '../../core/operations/operation'
import { date, integer, string, text } from '../../core/schema/build/types'

const rename = (from: string, to: string) => alterColumn('t', from, { newName: to })
const shape = (operations: readonly Operation[]) =>
  batchGroups(operations).map(group => [
    group.renames.map(({ columnName }) => columnName),
    group.operations.map(({ kind }) => kind),
  ])

describe('the renames of a batch', () => {
  test('come first, before the one rebuild', () => {
    expect(shape([addColumn('t', 'x', text()), rename('a', 'b'), dropColumn('t', 'y')])).toEqual([
      [['a'], ['addColumn', 'dropColumn']],
    ])
  })

  test('leave the other changes of the column to the rebuild, under its new name', () => {
    const [group] = batchGroups([alterColumn('t', 'a', { newName: 'b', nullable: false })])
    expect(group?.operations).toEqual([alterColumn('t', 'b', { nullable: false })])
  })

  test.each([
    ['drops the column of the new name', dropColumn('t', 'b')],
    ['changes the column under its old name', alterColumn('t', 'a', { nullable: false })],
    ['mentions the old name in a condition', createCheckConstraint('ck', 't', 'length(a) > 1')],
  ])('stay behind an operation that %s', (_what, earlier) => {
    expect(shape([earlier, rename('a', 'b')])).toEqual([
      [[], [earlier.kind]],
      [['a'], []],
    ])
  })
})

describe('the affinity of a declared type', () => {
  test.each([
    ['', 'BLOB'],
    ['INTEGER', 'INTEGER'],
    ['unsigned big int', 'INTEGER'],
    ['CHARINT', 'INTEGER'],
    ['VARCHAR(5)', 'TEXT'],
    ['CLOB', 'TEXT'],
    ['DOUBLE PRECISION', 'REAL'],
    ['DATETIME', 'NUMERIC'],
    ['DECIMAL(3, 2)', 'NUMERIC'],
  ] as const)('of %j is %s', (type, affinity) => {
    expect(affinityOf(type)).toBe(affinity)
  })
})

describe('the values of a column whose type changes', () => {
  const typeOf = (builder: ReturnType<typeof text>) => builder.spec.type

  test('stay as they are where SQLite treats both types alike', () => {
    expect(
      conversionOf({ column: 'a', from: 'TEXT', to: 'VARCHAR(5)', type: typeOf(string(5)), strict: false }),
    ).toBeNull()
  })

  test('stay as they are where a date would lose all but its year', () => {
    expect(conversionOf({ column: 'a', from: 'TEXT', to: 'DATE', type: typeOf(date()), strict: false })).toBeNull()
  })

  test('are cast to numbers and texts', () => {
    const number = conversionOf({ column: 'a"b', from: 'TEXT', to: 'INTEGER', type: typeOf(integer()), strict: false })
    expect(number?.expression).toBe('CAST("a""b" AS INTEGER)')
  })
})

describe('a text of several statements', () => {
  test.each([
    ['SELECT 1', ['SELECT 1']],
    ["SELECT ';' ; -- two; \n SELECT 2;", ["SELECT ';'", 'SELECT 2']],
    [';;', []],
    [
      'CREATE TEMP TRIGGER x AFTER INSERT ON t BEGIN SELECT CASE 1 WHEN 1 THEN 2 END; END; SELECT 1',
      ['CREATE TEMP TRIGGER x AFTER INSERT ON t BEGIN SELECT CASE 1 WHEN 1 THEN 2 END; END', 'SELECT 1'],
    ],
  ])('%j is taken apart', (sql, statements) => {
    expect(statementsOf(sql)).toEqual(statements)
  })
})
