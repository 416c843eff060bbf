import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import type { ShellContract } from '../../core/contract/shell'
import type { DesktopBridge } from '../../electron/preload'

/** Run inside the page, beside it: the window's own calls over a port of their own. */
declare global {
  var shell: ContractRouterClient<ShellContract>
  var shellIsReady: Promise<void>
}

const bridge = (window as unknown as { desktop: DesktopBridge }).desktop

globalThis.shellIsReady = new Promise(resolve => {
  const onMessage = (event: MessageEvent): void => {
    const [port] = event.ports
    if (event.data !== 'shell:port' || !port) return
    window.removeEventListener('message', onMessage, { capture: true })
    event.stopImmediatePropagation()
    globalThis.shell = createORPCClient(new RPCLink({ port }))
    port.start()
    resolve()
  }
  window.addEventListener('message', onMessage, { capture: true })
  bridge.connect('shell')
})
