import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inBatches } from '../../core/autogenerate/batch'
import { compareSchemas } from '../../core/autogenerate/compare/compare-schemas'
import { renderRevisionBodies } from '../../core/autogenerate/render/render-revision'
import { applyAll } from '../../core/operations/apply'
import { reverse, reverseAll } from '../../core/operations/reverse'
import type { Schema } from '../../core/schema/schema'
import { schemas } from '../scenarios/arbitraries'
import { plainRules } from '../scenarios/plain-rules'
import { asWritten, record } from '../scenarios/recorder'

const pairs = fc.record({ from: schemas, to: schemas, rendersAsBatch: fc.boolean() })

type Pair = typeof pairs extends fc.Arbitrary<infer T> ? T : never

const difference = ({ from, to, rendersAsBatch }: Pair) =>
  compareSchemas(to, from, plainRules, { rendersAsBatch }).operations

test('a schema does not differ from itself', () => {
  fc.assert(
    fc.property(schemas, schema => {
      expect(compareSchemas(schema, schema, plainRules).operations).toEqual([])
    }),
  )
})

test('applying a difference leaves none', () => {
  fc.assert(
    fc.property(pairs, pair => {
      const reached = applyAll(difference(pair), pair.from)
      expect(compareSchemas(pair.to, reached, plainRules).operations).toEqual([])
    }),
    { numRuns: 400 },
  )
})

test('applying the reverse of a difference gives the start', () => {
  fc.assert(
    fc.property(pairs, pair => {
      const operations = difference(pair)
      const back = applyAll(reverseAll(operations), applyAll(operations, pair.from))
      expect(regardlessOfOrder(back)).toEqual(regardlessOfOrder(pair.from))
    }),
    { numRuns: 400 },
  )
})

test('reversing twice gives the same operation', () => {
  fc.assert(
    fc.property(pairs, pair => {
      const operations = inBatches(difference(pair))
      expect(operations.map(reverse).map(reverse)).toEqual(operations)
    }),
  )
})

test('the source of a revision makes its operations again', async () => {
  await fc.assert(
    fc.asyncProperty(pairs, async pair => {
      const operations = pair.rendersAsBatch ? inBatches(difference(pair)) : difference(pair)
      const { upgrade, downgrade, irreversible } = renderRevisionBodies(operations)
      expect(await record(upgrade)).toEqual(operations.map(asWritten))
      expect(await record(downgrade)).toEqual(reverseAll(operations).map(asWritten))
      expect(irreversible).toEqual([])
    }),
  )
})

function regardlessOfOrder({ tables }: Schema): unknown {
  const byText = <T>(list: readonly T[]): T[] => [...list].sort((a, b) => (spelled(a) < spelled(b) ? -1 : 1))
  return byText(
    tables.map(table => ({
      ...table,
      columns: byText(table.columns),
      uniques: byText(table.uniques),
      foreignKeys: byText(table.foreignKeys),
      checks: byText(table.checks),
      indexes: byText(table.indexes),
    })),
  )
}

const spelled = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part))
