import { protocol } from 'electron/main'
import { contentSecurityPolicy, readPageFile } from '../core/hosts/page-files'
import { APP_HOST, APP_SCHEME } from './security'

/** Must run before the app is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** Answers app://bundle/ from the built page's folder, and nothing else. */
export function servePage(folder: string): void {
  const policy = { 'content-security-policy': contentSecurityPolicy() }
  protocol.handle(APP_SCHEME, async request => {
    const { host, pathname } = new URL(request.url)
    const file = host === APP_HOST && request.method === 'GET' ? await readPageFile(folder, pathname) : null
    if (file === null) return new Response('Not found', { status: 404 })
    return new Response(file.body, { headers: { ...file.headers, ...policy } })
  })
}
