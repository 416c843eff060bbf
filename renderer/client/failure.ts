import { ORPCError } from '@orpc/client'
import type { Failure } from '../../core/contract/failure'

export type { Failure }

/** Thrown by every call that was under way when the connection to the engine ended. */
export class EngineGone extends Error {
  override readonly name = 'EngineGone'
}

/** Any thrown value as the failure to show. */
export function asFailure(error: unknown): Failure {
  if (error instanceof EngineGone) return engineGone(error)
  if (error instanceof ORPCError && error.code === 'FAILED') return error.data as Failure
  if (isAbort(error)) return { code: 'CANCELLED', message: 'Cancelled.' }
  const message = error instanceof Error ? error.message : String(error)
  return { code: 'INTERNAL', message, hint: 'This is a defect in Retort; the engine’s log has the details.' }
}

export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError'
}

function engineGone(error: EngineGone): Failure {
  return {
    code: 'ENGINE_GONE',
    message: error.message,
    hint: 'A database it was changing has rolled back by itself. It starts again; then repeat what you did.',
  }
}
