import { describe, expect, test } from 'vitest'
import { renderOperation } from '../../core/autogenerate/render/render-operation'
import { renderRevisionBodies } from '../../core/autogenerate/render/render-revision'
import { dialects, type DialectName } from '../../core/dialects'
import { describe as say } from '../../core/operations/describe'
import { reverse } from '../../core/operations/reverse'
import { scenarios } from '../scenarios'
import { asWritten, record } from '../scenarios/recorder'

const names = Object.keys(dialects) as DialectName[]

describe.each(names)('%s', name => {
  test.each(scenarios)('$name', ({ operation, sql }) => {
    const expected = sql[name] ?? sql.standard
    const dialect = dialects[name]
    const compile = () => dialect.ddl.compile(operation).map(statement => statement.sql)
    if ('refuses' in expected) expect(compile).toThrow(expect.objectContaining({ code: expected.refuses }))
    else if ('planned' in expected)
      expect(compile).toThrow(
        expect.objectContaining({
          details: expect.objectContaining({ hint: expect.stringContaining(expected.planned) }),
        }),
      )
    else if ('rebuilds' in expected) expect(dialect.rebuilds(operation)).toBe(true)
    else expect(compile()).toEqual(expected)
  })
})

test.each(scenarios)('$name: is written as source', ({ operation, source }) => {
  expect(renderOperation(operation)).toBe(source)
})

test.each(scenarios)('$name: its source makes it again', async ({ operation, source }) => {
  expect(await record(source)).toEqual([asWritten(operation)])
})

test.each(scenarios)('$name: is said in words', ({ operation, says }) => {
  expect(say(operation).text).toBe(says)
})

test.each(scenarios.filter(({ undo }) => undo !== null))('$name: can be undone', ({ operation, undo }) => {
  expect(renderOperation(reverse(operation))).toBe(undo)
})

test.each(scenarios.filter(({ undo }) => undo === null))('$name: says why it cannot be undone', ({ operation }) => {
  expect(() => reverse(operation)).toThrow(expect.objectContaining({ code: 'NOT_REVERSIBLE' }))
  expect(renderRevisionBodies([operation]).downgrade).toMatch(/^ {2}\/\/ .+ cannot be undone: .+\.$/)
})
