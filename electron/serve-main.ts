import type { AnyRouter } from '@orpc/server'
import { createEngine } from '../core/hosts/engine'

/** Serves calls in a utility process, on every port that main hands over. */
export function serveMain(router: AnyRouter): void {
  const engine = createEngine(router)
  process.parentPort.on('message', ({ data, ports: [port] }) => {
    if (data === 'ping') return process.parentPort.postMessage('pong')
    if (!port) return
    engine.connect(port)
    port.start()
  })
  process.parentPort.postMessage('ready')
}
