import { describe, expect, test } from 'vitest'
import type * as Real from 'electron/main'
import { createBridge, type Wire } from '../harness/electron-standin/bridge'
import { createCodec } from '../harness/electron-standin/codec'
import type * as StandIn from '../harness/electron-standin/electron'
import { MessageChannelMain, MessagePortMain } from '../harness/electron-standin/message-port'

/** Checked by the compiler: the stand-in has no name that Electron lacks, but for the few listed as its own. */
type Extra<Mine, Theirs, Own extends string = never> = Exclude<keyof Mine, keyof Theirs | Own>
type None<Names extends never> = Names

export type Shape = [
  None<Extra<typeof StandIn, typeof Real>>,
  None<Extra<typeof StandIn.app, Real.App, 'start' | 'isQuitting' | 'isSandboxed'>>,
  None<Extra<StandIn.BrowserWindow, Real.BrowserWindow, 'mayClose' | 'wasClosed'>>,
  None<Extra<StandIn.BrowserWindow['webContents'], Real.WebContents, 'page' | 'opened' | 'window' | 'mayNavigate'>>,
  None<Extra<typeof StandIn.protocol, Real.Protocol>>,
  None<Extra<typeof StandIn.ipcMain, Real.IpcMain, 'answer'>>,
  None<Extra<typeof StandIn.dialog, Real.Dialog>>,
  None<Extra<typeof StandIn.Menu, typeof Real.Menu>>,
  None<Extra<StandIn.Notification, Real.Notification>>,
  None<Extra<typeof StandIn.nativeTheme, Real.NativeTheme>>,
  None<Extra<typeof StandIn.screen, Real.Screen>>,
  None<Extra<typeof StandIn.session.defaultSession, Real.Session>>,
  None<Extra<typeof StandIn.safeStorage, Real.SafeStorage>>,
  None<Extra<ReturnType<typeof StandIn.utilityProcess.fork>, Real.UtilityProcess>>,
  None<Extra<StandIn.MessageChannelMain['port1'], Real.MessagePortMain, 'detach'>>,
]

function linked(): { near: MessagePortMain; far: MessagePortMain; left: ReturnType<typeof createBridge> } {
  const codec = createCodec()
  const carry = (message: Wire): Wire => codec.decode(codec.encode(message)) as Wire
  const left: ReturnType<typeof createBridge> = createBridge('l', message => {
    setImmediate(() => right.receive(carry(message)))
  })
  const right: ReturnType<typeof createBridge> = createBridge('r', message => {
    setImmediate(() => left.receive(carry(message)))
  })
  const { port1: near, port2 } = new MessageChannelMain()
  return { near, far: new MessagePortMain(right.take(left.give(port2.detach()))), left }
}

function record(port: MessagePortMain): unknown[] {
  const seen: unknown[] = []
  port.on('message', ({ data }) => seen.push(data))
  port.on('close', () => seen.push('closed'))
  return seen
}

describe('a port over the bridge', () => {
  test('keeps its messages until it is started, and their order, and closes after them', async () => {
    const { near, far } = linked()
    const seen = record(far)
    for (let n = 0; n < 100; n += 1) near.postMessage(n)
    near.close()
    expect(seen).toEqual([])
    far.start()
    await expect.poll(() => seen).toEqual([...Array(100).keys(), 'closed'])
  })

  test('carries another port, which works both ways; closing one side closes the other', async () => {
    const { near, far } = linked()
    const inner = new MessageChannelMain()
    const back = record(inner.port1)
    inner.port1.start()
    far.on('message', ({ ports: [port] }: { ports: MessagePortMain[] }) => {
      port!.on('message', ({ data }) => {
        port!.postMessage(`${data} back`)
        port!.close()
      })
      port!.start()
    })
    far.start()
    near.postMessage('take this', [inner.port2])
    inner.port1.postMessage('there')
    await expect.poll(() => back).toEqual(['there back', 'closed'])
    expect(() => near.postMessage('again', [inner.port2])).toThrow(/neutered/)
  })

  test('closes when its process is lost', async () => {
    const { near, left } = linked()
    const seen = record(near)
    near.start()
    left.closeAll()
    await expect.poll(() => seen).toEqual(['closed'])
  })
})

describe('the codec', () => {
  const { encode, decode } = createCodec()
  const loop: { self?: object; list: unknown[] } = { list: [undefined, null, -0, NaN, 10n, 'text', true] }
  loop.self = loop

  test.each([
    ['a loop', loop],
    ['a date', new Date(0)],
    ['maps and sets', new Map([[{ a: 1 }, new Set([1])]])],
    ['numbers as bytes', new Float64Array([1.5, -2])],
    ['a buffer', new Uint8Array([0, 255]).buffer],
  ])('carries %s as structured clone does', (_name, value) => {
    expect(decode(encode(value))).toEqual(structuredClone(value))
  })

  test.each([
    ['a function', () => 1],
    ['a symbol', Symbol('s')],
    ['a function deep inside', { deep: [() => 1] }],
    ['a promise', Promise.resolve()],
  ])('refuses %s as structured clone does', (_name, value) => {
    expect(() => encode(value)).toThrow(expect.objectContaining({ name: 'DataCloneError' }))
    expect(() => structuredClone(value)).toThrow(expect.objectContaining({ name: 'DataCloneError' }))
  })
})
