// Shared by all three processes. `createBridge` is also sent to Chromium as source text, so it must stand alone:
// no imports, no outer names.
export type Wire = { kind: string; id?: string; data?: unknown; ports?: string[] }

/** Carries MessagePorts over a plain message transport: a port that leaves stays here as a relay under an id. */
export function createBridge(side: string, post: (message: Wire) => void) {
  const relays = new Map<string, MessagePort>()
  let issued = 0
  function relay(id: string, port: MessagePort): void {
    relays.set(id, port)
    port.addEventListener('message', event => {
      post({ kind: 'port-message', id, data: event.data, ports: event.ports.map(give) })
    })
    port.addEventListener('close', () => {
      if (relays.delete(id)) post({ kind: 'port-close', id })
    })
    port.start()
  }
  function give(port: MessagePort): string {
    const id = `${side}${(issued += 1)}`
    relay(id, port)
    return id
  }
  function take(id: string): MessagePort {
    const { port1, port2 } = new MessageChannel()
    relay(id, port1)
    return port2
  }
  function receive(message: Wire): boolean {
    const port = relays.get(message.id ?? '')
    if (message.kind === 'port-message') {
      const ports = (message.ports ?? []).map(take)
      if (port) port.postMessage(message.data, ports)
      else for (const orphan of ports) orphan.close()
    } else if (message.kind === 'port-close') {
      relays.delete(message.id ?? '')
      port?.close()
    } else return false
    return true
  }
  function closeAll(): void {
    const ports = [...relays.values()]
    relays.clear()
    for (const port of ports) port.close()
  }
  return { give, take, receive, closeAll }
}
