import type { BrowserContext, Request as PageRequest, Route } from 'playwright-core'
import { app, beforeReady } from './app'
import { BrowserWindow } from './browser-window'
import { standin } from './standin'
import { isScheme, registerScheme, toReal } from './scheme-names'

type Schemes = { scheme: string; privileges?: { standard?: boolean } }[]
type Handler = (request: Request) => Response | Promise<Response>

const handlers = new Map<string, Handler>()

export const protocol = {
  registerSchemesAsPrivileged(list: Schemes): void {
    if (app.isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    for (const { scheme, privileges } of list) {
      if (!privileges?.standard) throw new Error('stand-in: only standard schemes')
      registerScheme(scheme)
    }
  },
  handle(scheme: string, handler: Handler): void {
    if (!app.isReady()) throw new Error('protocol can only be used after app is ready')
    if (!isScheme(scheme)) throw new Error(`stand-in: ${scheme} was not registered`)
    handlers.set(scheme, handler)
    standin.ask = async url => handler(new Request(url))
  },
}

beforeReady((context: BrowserContext) => context.route('**/*', answer))

async function answer(route: Route): Promise<void> {
  const request = route.request()
  const url = toReal(request.url())
  const window = windowAsking(request)
  if (window && !window.webContents.mayNavigate(url)) return route.abort('aborted')
  const handler = handlers.get(new URL(url).protocol.slice(0, -1))
  if (!handler) return route.abort('blockedbyclient') // there is no network in the stand-in
  const response = await handler(new Request(url, { method: request.method(), headers: request.headers() }))
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  })
}

/** The window whose main frame this request would navigate. A popup's first request has no frame yet: no window. */
function windowAsking(request: PageRequest): BrowserWindow | undefined {
  if (!request.isNavigationRequest()) return undefined
  try {
    const frame = request.frame()
    if (frame.parentFrame()) return undefined
    return BrowserWindow.getAllWindows().find(({ webContents }) => webContents.page === frame.page())
  } catch {
    return undefined
  }
}
