import { ORPCError } from '@orpc/server'
import { expect, test } from 'vitest'
import { defectIn } from '../../core/hosts/engine'
import { asFailure } from '../../core/services/os'
import { RetortError } from '../../core/errors'

const failed = (cause: Error): ORPCError<string, unknown> =>
  new ORPCError('FAILED', { data: asFailure(cause), defined: true, cause })

test('a failure that was foreseen leaves nothing in the log: its words are shown where it happened', () => {
  expect(defectIn(failed(new RetortError('USAGE', 'No.', { hint: 'Say yes.' })))).toBeNull()
})

test('the log has the stack of a failure that nobody foresaw', () => {
  const cause = new TypeError('undefined is not a function')
  expect(defectIn(failed(cause))).toBe(cause.stack)
  expect(defectIn(cause)).toBe(cause.stack)
})
