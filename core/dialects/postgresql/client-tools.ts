import { execFile } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { RetortError } from '../../errors'
import type { ConnectionSettings } from './settings'

const run = promisify(execFile)

/** A folder with pg_dump, pg_restore and psql of one major version. */
export interface ClientTools {
  readonly folder: string
  readonly major: number
}

export type Tool = 'pg_dump' | 'pg_restore' | 'psql'

const TOOLS: readonly Tool[] = ['pg_dump', 'pg_restore', 'psql']
const SUFFIX = process.platform === 'win32' ? '.exe' : ''

/**
 * The tools to use with a server: of its own version or, failing that, of the next newer one; older tools refuse, and
 * much newer ones write settings that the server does not know.
 */
export async function toolsForServer(major: number): Promise<ClientTools> {
  const fitting = (await installedTools()).find(tools => tools.major >= major)
  if (fitting !== undefined) return fitting
  const newest = await newestTools()
  throw notFound(`pg_dump ${newest.major} is too old for a PostgreSQL ${major} server.`, major)
}

/** The newest tools there are: they read the archives of all others. */
export async function newestTools(): Promise<ClientTools> {
  const newest = (await installedTools()).at(-1)
  if (newest !== undefined) return newest
  throw notFound('pg_dump, pg_restore and psql, which back PostgreSQL up, are not installed.', NEWEST_MAJOR)
}

/** Oldest first. */
async function installedTools(): Promise<readonly ClientTools[]> {
  const found = await Promise.all(toolFolders().map(async folder => ({ folder, major: await majorOf(folder) })))
  return found.filter(({ major }) => major > 0).sort((a, b) => a.major - b.major)
}

const NEWEST_MAJOR = 18

const notFound = (message: string, major: number): RetortError =>
  new RetortError('TOOL_NOT_FOUND', message, { hint: installHint(major) })

function installHint(major: number): string {
  if (process.platform === 'darwin') return `Install it: brew install postgresql@${major}`
  if (process.platform === 'win32') return 'Install the "Command Line Tools" of the PostgreSQL installer.'
  return `Install it: apt install postgresql-client-${major}, or your system's package of that name.`
}

/** Runs a tool on the account of `settings`, which travels in the environment: arguments are seen by every user. */
export async function runTool(
  tool: Tool,
  args: readonly string[],
  options: { readonly tools: ClientTools; readonly settings?: ConnectionSettings; readonly signal?: AbortSignal },
): Promise<string> {
  const { stdout } = await run(join(options.tools.folder, tool + SUFFIX), args, {
    env: { ...process.env, ...(options.settings === undefined ? {} : environmentOf(options.settings)), LC_ALL: 'C' },
    maxBuffer: 256 * 1024 * 1024,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  })
  return stdout
}

function environmentOf(settings: ConnectionSettings): Record<string, string> {
  return {
    PGHOST: settings.host,
    PGPORT: String(settings.port),
    PGUSER: settings.user,
    PGDATABASE: settings.database,
    PGSSLMODE: settings.sslMode,
    PGCONNECT_TIMEOUT: String(Math.ceil(settings.timeoutMs / 1000)),
    ...(settings.password === null ? {} : { PGPASSWORD: settings.password }),
    ...(settings.sslRootCert === null ? {} : { PGSSLROOTCERT: settings.sslRootCert }),
    ...(settings.sslCert === null ? {} : { PGSSLCERT: settings.sslCert }),
    ...(settings.sslKey === null ? {} : { PGSSLKEY: settings.sslKey }),
  }
}

/** What the tool said last, in one line. */
export function toolMessage(error: unknown): string {
  const { stderr = '', message = '' } = error as { readonly stderr?: string; readonly message?: string }
  const lines = stderr.split('\n').filter(line => line.trim() !== '')
  const telling = lines.find(line => /error|FATAL/i.test(line)) ?? lines.at(-1) ?? message.split('\n')[0] ?? ''
  return telling.replace(/^(?:pg_dump|pg_restore|psql)(?::\S*:\d+)?: (?:error: |ERROR: +)?/, '').trim()
}

/** The folders of PATH first, then those where the packages of each system put the tools. */
function toolFolders(): readonly string[] {
  const roots = [
    '/usr/lib/postgresql',
    '/opt/homebrew/opt',
    '/usr/local/opt',
    '/Library/PostgreSQL',
    'C:\\Program Files\\PostgreSQL',
  ]
  const known = roots.flatMap(root => entries(root).map(name => join(root, name, 'bin')))
  const folders = [
    ...(process.env['PATH'] ?? '').split(delimiter),
    ...known,
    '/usr/pgsql/bin',
    '/Applications/Postgres.app/Contents/Versions/latest/bin',
  ]
  return [...new Set(folders)].filter(
    folder => folder !== '' && TOOLS.every(tool => isFile(join(folder, tool + SUFFIX))),
  )
}

function entries(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false

/** Zero for a tool that does not run, such as a wrapper without the programs behind it. */
async function majorOf(folder: string): Promise<number> {
  try {
    const { stdout } = await run(join(folder, `pg_dump${SUFFIX}`), ['--version'])
    return Number(/(\d+)/.exec(stdout)?.[1] ?? 0)
  } catch {
    return 0
  }
}
