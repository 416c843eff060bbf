import { implement, ORPCError } from '@orpc/server'
import { contract } from '../contract'
import type { Failure } from '../contract/failure'
import { asRetortError } from '../errors'

/** An error as the contract carries it: words and codes, no stack. */
export function asFailure(error: unknown): Failure {
  const { code, message, details } = asRetortError(error)
  const { cause: _cause, ...where } = details
  return { code, message, ...where }
}

/** The contract to be answered. Every failure crosses as data. */
export const os = implement(contract).use(async ({ next }) => {
  try {
    return await next()
  } catch (error) {
    if (error instanceof ORPCError) throw error
    const data = asFailure(error)
    throw new ORPCError('FAILED', { status: 422, message: data.message, data, defined: true, cause: error })
  }
})
