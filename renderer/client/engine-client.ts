import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '../../core/contract'
import { openConnection } from './connection'
import { EngineLink } from './engine-link'

/** The engine, as the contract types it: `client.history.list({ project })`. */
export type EngineClient = ContractRouterClient<Contract>

/** A client that finds its engine by itself, in the desktop app and in a browser. */
export function createEngineClient(onChange: (isConnected: boolean) => void): EngineClient {
  const retryAfterMs = (failedTries: number) => Math.min(200 * 2 ** failedTries, 5000)
  return createORPCClient(new EngineLink({ open: openConnection, onChange, retryAfterMs }))
}
