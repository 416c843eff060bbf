import { createORPCClient, type ClientContext, type ClientLink } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import type { ShellContract } from '../../core/contract/shell'
import { requestPort } from './message-port'

/** The window around the page, as its contract types it: `desktop()?.secrets.storage()`. */
export type Desktop = ContractRouterClient<ShellContract>

let client: Desktop | undefined

/** The desktop app's window; null in a browser. */
export function desktop(): Desktop | null {
  const bridge = typeof window === 'undefined' ? undefined : window.desktop
  if (!bridge) return null
  client ??= createORPCClient(new ShellLink(() => requestPort(bridge, 'shell')))
  return client
}

/** Tells the host that a run is being cancelled, so that it ends an engine too deep in a statement to hear of it. */
export function announceCancelling(): void {
  const shell = desktop()
  if (shell) void shell.runs.cancelling()
  else void fetch('engine/cancelling', { method: 'POST' })
}

/** Opened by the first call. The process at its other end lives as long as the page. */
class ShellLink implements ClientLink<ClientContext> {
  readonly #open: () => Promise<MessagePort>
  #link: Promise<RPCLink<ClientContext>> | undefined

  constructor(open: () => Promise<MessagePort>) {
    this.#open = open
  }

  async call(...args: Parameters<RPCLink<ClientContext>['call']>): Promise<unknown> {
    this.#link ??= this.#begin()
    return (await this.#link).call(...args)
  }

  async #begin(): Promise<RPCLink<ClientContext>> {
    const port = await this.#open()
    const link = new RPCLink({ port })
    port.start()
    return link
  }
}
