// Loaded with --import in a utility process: gives it process.parentPort and takes Node's own channel away.
import { EventEmitter } from 'node:events'
import { createBridge, type Wire } from './bridge'
import { MessagePortMain } from './message-port'

const send = process.send!.bind(process)
const bridge = createBridge('u', message => {
  if (process.connected) send(message)
})
const parentPort = Object.assign(new EventEmitter(), {
  postMessage: (data: unknown): void => {
    send({ kind: 'parent', data })
  },
})
const queued: Wire[] = []

function deliver(message: Wire): void {
  const ports = (message.ports ?? []).map(id => new MessagePortMain(bridge.take(id)))
  parentPort.emit('message', { data: message.data, ports })
}
process.on('message', (message: Wire) => {
  if (bridge.receive(message)) return
  if (parentPort.listenerCount('message') > 0) deliver(message)
  else queued.push(message)
})
parentPort.on('newListener', name => {
  if (name === 'message')
    queueMicrotask(() => {
      for (const message of queued.splice(0)) deliver(message)
    })
})
process.on('disconnect', () => process.exit())
Object.defineProperty(process, 'parentPort', { value: parentPort })
Object.defineProperty(process, 'send', { value: undefined })
