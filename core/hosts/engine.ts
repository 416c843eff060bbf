import { ORPCError, type AnyRouter } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import type { Failure } from '../contract/failure'

/** One page's way to the engine: a message port, or what behaves as one. */
export interface EnginePort {
  on(event: string, listener: (event?: { data: unknown }) => void): void
  postMessage(data: unknown): void
}

export interface Engine {
  /** Answers the calls that arrive on this port, until it closes. */
  connect(port: EnginePort): void
}

/** The engine without a process around it: both hosts give it their ports. */
export function createEngine(router: AnyRouter): Engine {
  const handler = new RPCHandler(router, { interceptors: [logDefects] })
  // A port that nobody holds may be collected while the page still waits for it.
  const ports = new Set<EnginePort>()
  return {
    connect(port) {
      ports.add(port)
      port.on('close', () => ports.delete(port))
      handler.upgrade(port)
    },
  }
}

/** What the page is told of a failure is for people; the stack of one that nobody foresaw goes to the log. */
async function logDefects<T>({ next }: { next: () => Promise<T> }): Promise<T> {
  try {
    return await next()
  } catch (error) {
    const defect = defectIn(error)
    if (defect !== null) process.stderr.write(`${defect}\n`)
    throw error
  }
}

/** What to log of a call's failure; null for one that was foreseen, whose words the page shows. */
export function defectIn(error: unknown): string | null {
  const isKnown = error instanceof ORPCError && error.code === 'FAILED'
  if (isKnown && (error.data as Failure).code !== 'INTERNAL') return null
  const thrown = isKnown ? (error.cause ?? error) : error
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
}
