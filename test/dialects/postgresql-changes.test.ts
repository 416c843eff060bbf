import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { WriteConnection } from '../../core/dialects/connection'
import { addColumn } from '../../core/operations/add-column'
import { alterColumn } from '../../core/operations/alter-column'
import { createCheckConstraint } from '../../core/operations/create-check-constraint'
import { createForeignKey } from '../../core/operations/create-foreign-key'
import { createTable } from '../../core/operations/create-table'
import { dropConstraint } from '../../core/operations/drop-constraint'
import type { Operation } from '../../core/operations/operation'
import { enumType, integer, string, text } from '../../core/schema/build/types'
import { check } from '../../core/schema/build/constraint-builder'
import type { Column } from '../../core/schema/column'
import { columnOf, type Table } from '../../core/schema/table'
import { tableOf } from '../../core/schema/schema'
import { tableName } from '../../core/schema/table-name'
import { sql } from '../../core/schema/sql-expression'
import { postgresqlServer } from '../harness/postgresql'
import { requires } from '../harness/requirement'
import { targets } from './postgresql-targets'

const server = await postgresqlServer()

describe.each(targets(server))('changes on $name', ({ dialect, needs, open }) => {
  requires(needs)
  let connection: WriteConnection

  beforeEach(async () => {
    connection = await open()
  })
  afterEach(() => connection.close())

  const apply = async (...operations: readonly Operation[]): Promise<void> => {
    for (const operation of operations)
      for (const { sql: statement, params } of dialect.ddl.compile(operation))
        await connection.execute(statement, params)
  }
  const found = async (name = 't'): Promise<Table> => tableOf(await dialect.inspect(connection), tableName(name))!
  const column = async (name: string): Promise<Column> => columnOf(await found(), name)!

  test('a column changes in all that it is, with its rows', async () => {
    await apply(createTable('t', { id: integer().primaryKey(), n: string(10).default('5') }))
    await connection.script(`INSERT INTO t (n) VALUES ('7'), ('8')`)
    await apply(
      alterColumn('t', 'n', {
        type: integer(),
        using: sql`n::integer`,
        nullable: false,
        default: 6,
        newName: 'count',
        comment: "it's",
      }),
    )
    expect(await column('count')).toMatchObject({
      type: { kind: 'integer' },
      nullable: false,
      default: { kind: 'literal', value: 6 },
      comment: "it's",
    })
    expect(await connection.query('SELECT "count" AS n FROM t ORDER BY 1')).toEqual([{ n: 7 }, { n: 8 }])
    await apply(alterColumn('t', 'count', { nullable: true, default: null, comment: null }))
    expect(await column('count')).toMatchObject({ nullable: true, default: null, comment: null })
  })

  test('a key starts and stops counting, on from what is there', async () => {
    await apply(createTable('t', { id: integer().primaryKey().autoIncrement(false), name: text() }))
    await connection.script('INSERT INTO t (id) VALUES (41)')
    await apply(alterColumn('t', 'id', { autoIncrement: true }))
    expect(await connection.query(`INSERT INTO t (name) VALUES ('x') RETURNING id`)).toEqual([{ id: 42 }])
    await apply(alterColumn('t', 'id', { identity: { always: true }, existingIdentity: { always: false } }))
    expect(await column('id')).toMatchObject({ identity: { always: true } })
    await apply(alterColumn('t', 'id', { autoIncrement: false }))
    expect(await column('id')).toMatchObject({ autoIncrement: false, identity: null, default: null })
    await connection.script('CREATE TABLE s (id serial PRIMARY KEY)')
    await apply(alterColumn('s', 'id', { autoIncrement: false }))
    expect(columnOf(await found('s'), 'id')).toMatchObject({ autoIncrement: false, default: null })
  })

  test('text becomes an enum, which gains and loses values', async () => {
    await apply(createTable('t', { id: integer().primaryKey(), state: text().notNull().default('new') }))
    await connection.script(`INSERT INTO t (state) VALUES ('new'), ('old')`)
    const first = enumType('state', ['new', 'old'])
    await apply(alterColumn('t', 'state', { type: first, existingType: text(), existingDefault: 'new' }))
    expect(await column('state')).toMatchObject({ type: first.spec.type, default: { kind: 'literal', value: 'new' } })
    const second = enumType('state', ['fresh', 'new', 'middle', 'old', 'gone'])
    await apply(alterColumn('t', 'state', { type: second, existingType: first, existingDefault: 'new' }))
    expect(await column('state')).toMatchObject({ type: second.spec.type })
    const third = enumType('state', ['old', 'new'])
    await apply(alterColumn('t', 'state', { type: third, existingType: second, existingDefault: 'new' }))
    expect(await column('state')).toMatchObject({ type: third.spec.type, default: { kind: 'literal', value: 'new' } })
    expect(await connection.query('SELECT state FROM t ORDER BY state')).toEqual([{ state: 'old' }, { state: 'new' }])
    await apply(addColumn('t', 'before', third.comment('what it was')))
    expect(await column('before')).toMatchObject({ type: third.spec.type, comment: 'what it was' })
  })

  test('constraints that leave old rows unchecked, and those without a name', async () => {
    await apply(
      createTable('t', { id: integer().primaryKey(), n: integer().unique() }, [
        check('ck_new', sql`n > 0`, { notValid: true }),
      ]),
    )
    await connection.script('ALTER TABLE t DROP CONSTRAINT ck_new; INSERT INTO t (n) VALUES (-1)')
    await apply(
      createCheckConstraint('ck_n', 't', sql`n > 0`, { notValid: true }),
      createForeignKey('fk_n', 't', 't', ['n'], ['id'], { notValid: true, onDelete: 'cascade', deferrable: true }),
    )
    const table = await found()
    expect(table.checks).toEqual([{ kind: 'check', name: 'ck_n', sql: 'n > 0', notValid: true }])
    expect(table.foreignKeys[0]).toMatchObject({ notValid: true, onDelete: 'cascade', deferrable: true })
    await apply(dropConstraint(null, 't', { type: 'unique', columns: ['n'] }))
    expect((await found()).uniques).toEqual([])
  })
})
