import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Place, ShellEvent } from '../core/contract/shell'

/** What an instance of the app was started with, as it tells the one that runs already. */
export interface Arguments {
  readonly args: readonly string[]
  readonly cwd: string
}

type Opening = Extract<ShellEvent, { kind: 'open' }>

const CONFIGURATION = 'retort.config.ts'
const DATABASE = /\.(db|sqlite|sqlite3)$/i
const SCHEME = /^retort:/i

/** What arguments ask to be opened; null when they ask for nothing that is there. */
export function openingIn({ args, cwd }: Arguments): Opening | null {
  const named = args.find(argument => !argument.startsWith('-'))
  if (named === undefined) return null
  return SCHEME.test(named) ? openingOfLink(named) : openingOfPath(path.resolve(cwd, named))
}

/** What a person opened by the file manager or the command line. */
export function openingOfPath(file: string): Opening | null {
  const place = placeAt(file)
  return place && { kind: 'open', place, isTrusted: true }
}

/** Any page of the web can send a link. It may name a project that is there, and nothing else; the page asks first. */
export function openingOfLink(link: string): Opening | null {
  const folder = projectOfLink(link)
  return folder === null ? null : { kind: 'open', place: { kind: 'project', folder }, isTrusted: false }
}

function placeAt(file: string): Place | null {
  const found = statSync(file, { throwIfNoEntry: false })
  if (found?.isDirectory()) return { kind: 'project', folder: file }
  if (!found?.isFile()) return null
  if (path.basename(file) === CONFIGURATION) return { kind: 'project', folder: path.dirname(file) }
  return DATABASE.test(file) ? { kind: 'database', file } : null
}

/** `retort://open?project=<absolute folder>` is the one form there is. */
function projectOfLink(link: string): string | null {
  const url = URL.parse(link)
  const [parameter, ...others] = url ? [...url.searchParams] : []
  if (!url || !parameter || others.length > 0 || parameter[0] !== 'project') return null
  const [, folder] = parameter
  const isPlain = url.href.replace(/\?.*$/s, '').replace(/\/$/, '') === 'retort://open' && url.hash === ''
  return isPlain && isLocalFolder(folder) && existsSync(path.join(folder, CONFIGURATION)) ? folder : null
}

/** Never a share of the network: looking at it would send this user's credentials there. */
function isLocalFolder(folder: string): boolean {
  return path.isAbsolute(folder) && path.normalize(folder) === folder && !/^[\\/]{2}/.test(folder)
}

/** What the other instance sent is from outside this process. */
export function isArguments(data: unknown): data is Arguments {
  if (typeof data !== 'object' || data === null || !('args' in data) || !('cwd' in data)) return false
  return typeof data.cwd === 'string' && Array.isArray(data.args) && data.args.every(arg => typeof arg === 'string')
}
