import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { WebSocket } from 'ws'
import { startBrowserHost, type BrowserHost } from '../../core/hosts/browser-host'
import { bundle } from '../harness/bundle'
import { ask, beginSession, clientOver, openSocket, type TransportClient } from '../harness/host-client'
import { createFolder, removeFolder, temporaryFolder } from '../harness/temporary-folder'

const folder = createFolder()
let engineFile: string
let host: BrowserHost

beforeAll(async () => {
  engineFile = await bundle('test/harness/transport-engine.ts', folder)
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html><title>Retort</title>')
  writeFileSync(path.join(folder, 'secret.db'), 'not for the page')
})
afterAll(() => removeFolder(folder))
beforeEach(async () => {
  host = await startBrowserHost({ pageFolder: folder, engineFile })
})
afterEach(() => host.close())

const ownHeaders = async (): Promise<Record<string, string>> => ({
  origin: `http://127.0.0.1:${host.port}`,
  cookie: await beginSession(host.url),
})

describe('who is answered', () => {
  test('nobody without the session', async () => {
    expect(await ask(host.port, '/index.html')).toMatchObject({ status: 403 })
    await expect(openSocket(host.port, { origin: `http://127.0.0.1:${host.port}` })).rejects.toThrow('refused with 403')
  })

  test('a wrong token opens nothing', async () => {
    const { status, headers } = await ask(host.port, '/?token=wrong')
    expect(status).toBe(403)
    expect(headers['set-cookie']).toBeUndefined()
  })

  test('the token is good for one visit', async () => {
    const { pathname, search } = new URL(host.url)
    const first = await ask(host.port, pathname + search)
    expect(first).toMatchObject({ status: 303, headers: { location: '/' } })
    expect(first.headers['set-cookie']?.[0]).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/)
    expect(await ask(host.port, pathname + search)).toMatchObject({ status: 403 })
  })

  test('another host name is refused, even with the session', async () => {
    const headers = { ...(await ownHeaders()), host: `evil.example:${host.port}` }
    expect(await ask(host.port, '/index.html', { headers })).toMatchObject({ status: 421 })
    await expect(openSocket(host.port, headers)).rejects.toThrow('refused with 421')
  })

  test('another origin is refused, even with the session', async () => {
    const headers = { ...(await ownHeaders()), origin: 'https://evil.example' }
    expect(await ask(host.port, '/index.html', { headers })).toMatchObject({ status: 403 })
    expect(await ask(host.port, '/engine/cancelling', { headers, method: 'POST' })).toMatchObject({ status: 403 })
    await expect(openSocket(host.port, headers)).rejects.toThrow('refused with 403')
  })

  test('a WebSocket of no origin is refused', async () => {
    const { cookie } = await ownHeaders()
    await expect(openSocket(host.port, { cookie: cookie! })).rejects.toThrow('refused with 403')
  })

  test('it listens on the loopback address only', async () => {
    expect(new URL(host.url).hostname).toBe('127.0.0.1')
    await expect(fetch(`http://[::1]:${host.port}/`)).rejects.toThrow()
  })
})

describe('the page', () => {
  test('is confined by its policy', async () => {
    const { status, headers } = await ask(host.port, '/', { headers: await ownHeaders() })
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
    })
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${host.port};`)
  })

  test.each(['/../package.json', '/%2e%2e/package.json', '/..%2fpackage.json', '/..%5cpackage.json', '/%00', '/%zz'])(
    'gives nothing from outside its folder: %s',
    async outside => {
      expect(await ask(host.port, outside, { headers: await ownHeaders() })).toMatchObject({ status: 404 })
    },
  )

  test('gives nothing that is no part of a page', async () => {
    expect(await ask(host.port, '/secret.db', { headers: await ownHeaders() })).toMatchObject({ status: 404 })
  })

  test('is only read', async () => {
    const headers = await ownHeaders()
    expect(await ask(host.port, '/index.html', { headers, method: 'PUT' })).toMatchObject({ status: 405 })
  })

  test('opens on the project that was named', async () => {
    const project = temporaryFolder()
    const other = await startBrowserHost({ pageFolder: folder, engineFile, project })
    expect(new URL(other.url).hash).toBe(`#/project/${encodeURIComponent(project)}`)
    await other.close()
  })
})

describe('calls', () => {
  let socket: WebSocket
  let engine: TransportClient
  let headers: Record<string, string>

  beforeEach(async () => {
    headers = await ownHeaders()
    socket = await openSocket(host.port, headers)
    engine = clientOver(socket)
  })
  afterEach(() => socket.terminate())

  test('are answered in a process of its own', async () => {
    expect(await engine.pid()).not.toBe(process.pid)
    expect(await engine.pid()).toBe(await host.enginePid())
  })

  test('carry long texts and bytes whole', async () => {
    const text = 'Ёж✓'.repeat(400_000)
    expect(await engine.echo({ text })).toEqual({ text })
    const blob = await engine.bytes({ size: 3_000_000 })
    expect(new Uint8Array(await blob.arrayBuffer())).toEqual(new Uint8Array(3_000_000).fill(7))
  })

  test('of several pages do not meet', async () => {
    const other = await openSocket(host.port, headers)
    const texts = await Promise.all([engine.echo({ text: 'left' }), clientOver(other).echo({ text: 'right' })])
    expect(texts).toEqual([{ text: 'left' }, { text: 'right' }])
    other.terminate()
  })

  test('an abort stops the work in the engine', async () => {
    const stop = new AbortController()
    const ticks: number[] = []
    const reading = async (): Promise<void> => {
      for await (const tick of await engine.count({ everyMs: 1 }, { signal: stop.signal })) {
        ticks.push(tick)
        if (tick === 5) stop.abort()
      }
    }
    await expect(reading()).rejects.toThrow()
    expect(ticks.slice(0, 5)).toEqual([1, 2, 3, 4, 5])
    await expect.poll(() => engine.seen()).toEqual({ running: 0, aborted: 1 })
  })

  test('a page that goes away stops its work in the engine', async () => {
    const leaving = await openSocket(host.port, headers)
    const ticks = await clientOver(leaving).count({ everyMs: 1 })
    await ticks.next()
    expect(await engine.seen()).toMatchObject({ running: 1 })
    leaving.terminate()
    await expect.poll(() => engine.seen()).toMatchObject({ running: 0 })
  })

  test('when the engine is killed the page is told, and can go on with another', async () => {
    const first = await engine.pid()
    const closed = once(socket, 'close')
    process.kill(first, 'SIGKILL')
    expect((await closed)[0]).toBe(4001)
    const again = await openSocket(host.port, headers)
    const second = await clientOver(again).pid()
    expect(second).not.toBe(first)
    again.terminate()
  })

  test('a cancel ends an engine that no longer listens', async () => {
    let code = 0
    socket.once('close', closedWith => (code = closedWith))
    engine.block({ forMs: 60_000 }).catch(() => undefined)
    // Announced again and again: the first may come before the statement has begun.
    const cancelAndLook = async (): Promise<number> => {
      await ask(host.port, '/engine/cancelling', { method: 'POST', headers })
      return code
    }
    await expect.poll(cancelAndLook, { timeout: 20_000 }).toBe(4001)
  })

  test('a cancel leaves an engine alone that still listens', async () => {
    const before = await engine.pid()
    expect(await ask(host.port, '/engine/cancelling', { method: 'POST', headers })).toMatchObject({ status: 204 })
    await engine.block({ forMs: 2500 })
    expect(await engine.pid()).toBe(before)
  })
})

test('an engine that cannot start refuses the page instead of leaving it waiting', async () => {
  const broken = path.join(temporaryFolder(), 'engine.mjs')
  writeFileSync(broken, 'process.exit(1)')
  const other = await startBrowserHost({ pageFolder: folder, engineFile: broken })
  const headers = { origin: `http://127.0.0.1:${other.port}`, cookie: await beginSession(other.url) }
  await expect(openSocket(other.port, headers)).rejects.toThrow('refused with 503')
  await other.close()
})

test('a port in use is an error that says what to do', async () => {
  await expect(startBrowserHost({ port: host.port })).rejects.toMatchObject({
    code: 'USAGE',
    details: { hint: expect.stringContaining('--port') },
  })
})
