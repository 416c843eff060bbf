import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inBatches } from '../../core/autogenerate/batch'
import { compareSchemas } from '../../core/autogenerate/compare/compare-schemas'
import type { WriteConnection } from '../../core/dialects/connection'
import { sqlite } from '../../core/dialects/sqlite/dialect'
import { sqliteUrl } from '../../core/dialects/sqlite/url'
import type { Operation } from '../../core/operations/operation'
import { reverseAll } from '../../core/operations/reverse'
import { emptySchema, type Schema } from '../../core/schema/schema'
import { realisableSchemas } from '../scenarios/arbitraries'

const difference = (wanted: Schema, found: Schema): readonly Operation[] =>
  inBatches(compareSchemas(wanted, found, sqlite.comparison, { rendersAsBatch: true }).operations)

async function run(operations: readonly Operation[], connection: WriteConnection): Promise<void> {
  const session = await sqlite.openSession(connection, {
    onEvent: () => undefined,
    signal: new AbortController().signal,
    transactionPerMigration: false,
    lockTimeoutMs: 1000,
    versionTable: 'alembic_version',
  })
  await session.revision({
    revision: 'aaaa',
    isStillDue: () => Promise.resolve(true),
    record: () => Promise.resolve(),
    async body(performer) {
      for (const operation of operations) await performer.perform(operation)
    },
  })
  await session.finish()
}

test('a difference in batches leads a SQLite file to the wanted schema, and back', async () => {
  await fc.assert(
    fc.asyncProperty(realisableSchemas, realisableSchemas, async (from, to) => {
      const connection = await sqlite.driver.connect(sqliteUrl.parse('sqlite::memory:', ''))
      try {
        await run(difference(from, emptySchema), connection)
        const start = await sqlite.inspect(connection)
        expect(difference(from, start)).toEqual([])

        const operations = difference(to, start)
        await run(operations, connection)
        expect(difference(to, await sqlite.inspect(connection))).toEqual([])

        await run(reverseAll(operations), connection)
        expect(difference(start, await sqlite.inspect(connection))).toEqual([])
      } finally {
        await connection.close()
      }
    }),
    { numRuns: 25 },
  )
})
