import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compareSchemas } from '../../core/autogenerate/compare/compare-schemas'
import { decide } from '../../core/autogenerate/decide'
import type { WriteConnection } from '../../core/dialects/connection'
import { pglite } from '../../core/dialects/pglite/dialect'
import { pgliteUrl } from '../../core/dialects/pglite/url'
import type { Operation } from '../../core/operations/operation'
import { reverseAll } from '../../core/operations/reverse'
import { check, foreignKey, index, unique } from '../../core/schema/build/constraint-builder'
import { table } from '../../core/schema/build/table-builder'
import { boolean, integer, string, text } from '../../core/schema/build/types'
import { emptySchema, type Schema } from '../../core/schema/schema'
import { sql } from '../../core/schema/sql-expression'
import { realisableSchemas } from '../scenarios/arbitraries'

const opened: WriteConnection[] = []

async function open(): Promise<WriteConnection> {
  const connection = await pglite.driver.connect(pgliteUrl.parse('pglite::memory:', ''))
  opened.push(connection)
  return connection
}

let database: WriteConnection
let scratch: WriteConnection

beforeAll(async () => {
  database = await open()
  scratch = await open()
}, 60_000)
afterAll(() => Promise.all(opened.map(connection => connection.close())))

const EMPTY = 'DROP SCHEMA public CASCADE; CREATE SCHEMA public'

async function run(operations: readonly Operation[]): Promise<void> {
  for (const statement of operations.flatMap(operation => pglite.ddl.compile(operation)))
    await database.execute(statement.sql, statement.params)
}

async function compare(wanted: Schema, found: Schema): Promise<readonly Operation[]> {
  await scratch.script(EMPTY)
  const close = (): Promise<void> => Promise.resolve()
  const first = compareSchemas(wanted, found, pglite.comparison)
  const settled = await decide(first, { wanted, found, dialect: pglite }, { connection: scratch, close })
  expect(settled.undecided).toEqual([])
  return settled.operations
}

const inspect = (): Promise<Schema> => pglite.inspect(database)

describe('on a real database', () => {
  test('a difference runs in its order, leads to the wanted schema, and back', async () => {
    await fc.assert(
      fc.asyncProperty(realisableSchemas, realisableSchemas, async (from, to) => {
        await database.script(EMPTY)
        await run(await compare(from, emptySchema))
        const start = await inspect()
        expect(await compare(from, start)).toEqual([])

        const operations = await compare(to, start)
        await run(operations)
        expect(await compare(to, await inspect())).toEqual([])

        await run(reverseAll(operations))
        expect(await compare(start, await inspect())).toEqual([])
      }),
      { numRuns: 12 },
    )
  })

  test('texts that the server prints in other words are the same, and those that differ are found', async () => {
    const users = (condition: string, predicate: string, initial: string) => ({
      ...emptySchema,
      tables: [
        table('teams', { id: integer().primaryKey() }),
        table(
          'users',
          {
            id: integer().primaryKey(),
            email: string(50).default({ kind: 'sql', text: initial, values: [] }),
            active: boolean(),
            team_id: integer(),
            mail: text().generatedAs(sql`lower(email)`, { stored: true }),
          },
          [
            check(null, condition),
            unique('uq', ['email']),
            foreignKey(null, ['team_id'], 'teams', []),
            index('ix', [sql`lower(email)`], { where: predicate }),
          ],
        ),
      ],
    })
    const wanted = users('length(email) between 1 and 9', 'active = true', `lower('X')`)
    await database.script(EMPTY)
    await run(compareSchemas(wanted, emptySchema, pglite.comparison).operations)
    const found = await inspect()

    expect(compareSchemas(wanted, found, pglite.comparison).undecided).toMatchObject([{ name: 'users' }])
    expect(await compare(wanted, found)).toEqual([])
    const changed = users('length(email) between 1 and 8', 'active = false', `lower('Y')`)
    expect((await compare(changed, found)).map(({ kind }) => kind)).toEqual([
      'dropIndex',
      'dropConstraint',
      'alterColumn',
      'createCheckConstraint',
      'createIndex',
    ])
  })

  test('a model that the server does not take says so', async () => {
    const model = (condition: string) => ({
      ...emptySchema,
      tables: [table('t', { a: integer() }, [check('c', condition)])],
    })
    await expect(compare(model('no_such_function(a)'), model('a > 0'))).rejects.toMatchObject({
      code: 'BAD_MODEL',
      message: expect.stringContaining('no_such_function'),
    })
  })
})
