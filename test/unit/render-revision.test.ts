import { expect, test } from 'vitest'
import { renderOperation } from '../../core/autogenerate/render/render-operation'
import { renderRevisionBodies } from '../../core/autogenerate/render/render-revision'
import { addColumn } from '../../core/operations/add-column'
import { batchAlterTable } from '../../core/operations/batch-alter-table'
import { bulkInsert } from '../../core/operations/bulk-insert'
import { createTable } from '../../core/operations/create-table'
import { dropColumn } from '../../core/operations/drop-column'
import { dropTable } from '../../core/operations/drop-table'
import { execute } from '../../core/operations/execute'
import { check, unique } from '../../core/schema/build/constraint-builder'
import { dateTime, enumType, integer, string } from '../../core/schema/build/types'
import { sql } from '../../core/schema/sql-expression'
import { record } from '../scenarios/recorder'

test('a revision has two bodies, and imports what they use, the type first', () => {
  const users = createTable(
    'users',
    { id: integer().primaryKey(), email: string(255).notNull(), at: dateTime().default(sql`CURRENT_TIMESTAMP`) },
    [unique('uq', ['email'])],
  )
  expect(renderRevisionBodies([users, addColumn('teams', 'name', string())])).toEqual({
    upgrade: [
      '  await op.createTable(',
      '    "users",',
      '    {',
      '      id: integer().primaryKey(),',
      '      email: string(255).notNull(),',
      '      at: dateTime().default(sql`CURRENT_TIMESTAMP`),',
      '    },',
      '    [unique("uq", ["email"])],',
      '  );',
      '  await op.addColumn("teams", "name", string());',
    ].join('\n'),
    downgrade: '  await op.dropColumn("teams", "name");\n  await op.dropTable("users");',
    imports: ['type Op', 'dateTime', 'integer', 'sql', 'string', 'unique'],
    irreversible: [],
  })
})

test('nothing to do is an empty body', () => {
  expect(renderRevisionBodies([])).toEqual({ upgrade: '', downgrade: '', imports: ['type Op'], irreversible: [] })
})

test('what cannot come back is said where it would stand, and the rest is undone', () => {
  const bodies = renderRevisionBodies([
    batchAlterTable('users', [addColumn('users', 'age', integer()), dropColumn('users', 'name')]),
    execute('DELETE FROM logs'),
  ])
  expect(bodies.irreversible).toHaveLength(2)
  expect(bodies.downgrade).toBe(
    [
      '  // Running SQL cannot be undone: what it changed is not known.',
      '  // Dropping users.name cannot be undone: the definition of the column is not known.',
      '  await op.batchAlterTable("users", async (batch) => {',
      '    await batch.dropColumn("age");',
      '  });',
    ].join('\n'),
  )
})

test('a definition that is known comes back whole', () => {
  const { table } = createTable('users', { id: integer().primaryKey() }, [check('ck', sql`id > 0`)])
  const { downgrade } = renderRevisionBodies([{ ...dropTable('users'), was: table }])
  expect(downgrade).toBe('  await op.createTable("users", { id: integer().primaryKey() }, [check("ck", sql`id > 0`)]);')
})

test('a long column is broken before each of its modifiers', () => {
  const values = ['pending', 'confirmed', 'packed', 'shipped']
  const status = enumType('order_status', values).notNull().default('pending').comment('where the order is now')
  expect(renderOperation(addColumn('orders', 'status', status))).toBe(
    [
      'await op.addColumn(',
      '  "orders",',
      '  "status",',
      '  enumType("order_status", ["pending", "confirmed", "packed", "shipped"])',
      '    .notNull()',
      '    .default("pending")',
      '    .comment("where the order is now"),',
      ');',
    ].join('\n'),
  )
})

test('names and values that a literal would change keep their meaning', async () => {
  const rows = [{ 2024: 1, __proto__: null, plain: new Uint8Array([1, 255]) }, { 2024: -0 }]
  const own = rows.map(row => Object.fromEntries([...Object.entries(row), ['__proto__', 'x']]))
  const operation = bulkInsert('odd', own)
  expect(await record(renderOperation(operation))).toEqual([operation])
  const table = createTable('odd', [
    ['b', integer()],
    ['1', integer()],
    ['__proto__', integer()],
    ['two words', integer()],
  ])
  expect(await record(renderOperation(table))).toEqual([table])
})
