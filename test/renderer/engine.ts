import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { implement, type AnyRouter } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import { onTestFinished } from 'vitest'
import { contract } from '../../core/contract'
import type { Failure } from '../../core/contract/failure'
import type { Connection } from '../../renderer/client/connection'
import type { EngineClient } from '../../renderer/client/engine-client'
import { EngineLink } from '../../renderer/client/engine-link'

/** Write the calls a test needs with `os.project.recent.handler(…)`: what they take and give is checked by the contract. */
export const os = implement(contract)

/** An engine of a few calls, asked over a real port through the page's own link. */
export function engineOf(router: AnyRouter) {
  const ports: MessagePort[] = []
  const connected: boolean[] = []
  const cancelled: string[] = []

  const open = async (): Promise<Connection> => {
    const { port1, port2 } = new MessageChannel()
    ports.push(port1)
    const ended = new AbortController()
    port1.addEventListener('close', () => ended.abort())
    new RPCHandler(router).upgrade(port2)
    const link = new RPCLink({ port: port1 })
    port1.start()
    port2.start()
    return { link, ended: ended.signal }
  }

  const link = new EngineLink({
    open,
    onChange: isConnected => connected.push(isConnected),
    onCancel: path => cancelled.push(path.join('.')),
    retryAfterMs: () => 0,
  })
  onTestFinished(() => ports.at(-1)?.close())
  return {
    client: createORPCClient<EngineClient>(link),
    connected,
    cancelled,
    /** Ends the engine's process, as far as the page can see. */
    die: () => ports.at(-1)?.close(),
  }
}

/** What a handler throws to fail as the engine does. */
export function failing(errors: { FAILED: (options: { data: Failure }) => Error }, failure: Failure): Error {
  return errors.FAILED({ data: failure })
}
