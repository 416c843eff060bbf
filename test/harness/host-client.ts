import { request, type IncomingHttpHeaders } from 'node:http'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { RouterClient } from '@orpc/server'
import { WebSocket } from 'ws'
import type { transportRouter } from './transport-router'

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** One HTTP request exactly as written: no browser rules, no normalised path. */
export function ask(port: number, path: string, options: { method?: string; headers?: object } = {}): Promise<Answer> {
  const headers = { host: `127.0.0.1:${port}`, ...options.headers }
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method: options.method ?? 'GET', headers }, response => {
      let body = ''
      response.on('data', chunk => (body += chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
    })
    sent.once('error', reject)
    sent.end()
  })
}

/** Exchanges the one-time address for the session's cookie. */
export async function beginSession(address: string): Promise<string> {
  const url = new URL(address)
  const { headers } = await ask(Number(url.port), url.pathname + url.search)
  const [cookie = ''] = headers['set-cookie'] ?? []
  return cookie.split(';')[0] ?? ''
}

export type TransportClient = RouterClient<typeof transportRouter>

/** Opens the page's WebSocket with these headers; rejects with the status when it is refused. */
export function openSocket(port: number, headers: Record<string, string>, path = '/rpc'): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers })
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(socket))
    socket.once('unexpected-response', (_request, response) => reject(new Error(`refused with ${response.statusCode}`)))
    socket.once('error', reject)
  })
}

export function clientOver(socket: WebSocket): TransportClient {
  return createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }))
}
