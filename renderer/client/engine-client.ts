import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '../../core/contract'
import { openConnection } from './connection'
import { announceCancelling } from './desktop'
import { EngineLink } from './engine-link'

/** The engine, as the contract types it: `client.history.list({ project })`. */
export type EngineClient = ContractRouterClient<Contract>

/** A client that finds its engine by itself, in the desktop app and in a browser. */
export function createEngineClient(onChange: (isConnected: boolean) => void): EngineClient {
  return createORPCClient(new EngineLink({ open: openConnection, onChange, onCancel, retryAfterMs }))
}

const retryAfterMs = (failedTries: number): number => Math.min(200 * 2 ** failedTries, 5000)

/** Only a run can keep the engine from listening; a reader that is no longer needed may take its time to notice. */
function onCancel(path: readonly string[]): void {
  if (path.join('.') === 'runs.start') announceCancelling()
}
