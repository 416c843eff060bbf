import { readFile } from 'node:fs/promises'
import path from 'node:path'

/** A file of the page with the headers that both hosts send. */
export interface PageFile {
  readonly body: Uint8Array<ArrayBuffer>
  readonly headers: Readonly<Record<string, string>>
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
}

/** What the page may do: run its own scripts and talk to its own origin. `connect` names what else it may talk to. */
export function contentSecurityPolicy(connect: readonly string[] = []): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    // The editor places its lines by inline styles and may start its workers from blobs.
    "style-src 'self' 'unsafe-inline'",
    "worker-src 'self' blob:",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${["'self'", ...connect].join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** The page's file at a URL's path; null for what is not there or not a file of the page. */
export async function readPageFile(root: string, pathname: string): Promise<PageFile | null> {
  const file = fileWithin(root, pathname)
  const type = file === null ? undefined : TYPES[path.extname(file)]
  if (file === null || type === undefined) return null
  try {
    const body = new Uint8Array(await readFile(file))
    return { body, headers: { 'content-type': type, 'x-content-type-options': 'nosniff', 'cache-control': 'no-cache' } }
  } catch {
    return null
  }
}

function fileWithin(root: string, pathname: string): string | null {
  const decoded = decodedPath(pathname)
  if (decoded === null || decoded.includes('\0') || decoded.includes('\\')) return null
  const file = path.join(root, decoded === '/' ? '/index.html' : decoded)
  return file.startsWith(root + path.sep) ? file : null
}

function decodedPath(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return null
  }
}
