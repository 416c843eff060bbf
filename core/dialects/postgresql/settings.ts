import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import type { ConnectionOptions } from 'node:tls'
import { RetortError } from '../../errors'
import type { DatabaseUrl } from '../database-url'
import { parseAddress, type Address } from './address'
import { passwordFromFile } from './password-file'

const SSL_MODES = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'] as const
export type SslMode = (typeof SSL_MODES)[number]

/** All that a connection takes, from the URL first, then from libpq's variables, then from libpq's defaults. */
export interface ConnectionSettings {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly database: string
  readonly password: string | null
  readonly sslMode: SslMode
  /** Paths of PEM files. */
  readonly sslRootCert: string | null
  readonly sslCert: string | null
  readonly sslKey: string | null
  readonly applicationName: string
  readonly options: string | null
  readonly timeoutMs: number
}

const SOCKET_FOLDERS = ['/var/run/postgresql', '/run/postgresql', '/tmp']
const DEFAULT_TIMEOUT_SECONDS = 15

export async function connectionSettings(url: DatabaseUrl, password?: string): Promise<ConnectionSettings> {
  const address = parseAddress(url.text)
  const setting = (option: string, variable: string): string | null =>
    address.options.get(option) ?? process.env[variable] ?? null
  const port = address.port ?? Number(process.env['PGPORT'] ?? 5432)
  const user = address.user ?? process.env['PGUSER'] ?? userInfo().username
  const host = address.host ?? process.env['PGHOST'] ?? defaultHost(port)
  const database = address.database ?? process.env['PGDATABASE'] ?? user
  return {
    host,
    port,
    user,
    database,
    password: await passwordFor(address, { host, port, user, database }, password),
    sslMode: sslModeOf(setting('sslmode', 'PGSSLMODE'), host),
    sslRootCert: setting('sslrootcert', 'PGSSLROOTCERT'),
    sslCert: setting('sslcert', 'PGSSLCERT'),
    sslKey: setting('sslkey', 'PGSSLKEY'),
    applicationName: setting('application_name', 'PGAPPNAME') ?? 'retort',
    options: setting('options', 'PGOPTIONS'),
    timeoutMs: 1000 * (Number(setting('connect_timeout', 'PGCONNECT_TIMEOUT')) || DEFAULT_TIMEOUT_SECONDS),
  }
}

type Account = Pick<ConnectionSettings, 'host' | 'port' | 'user' | 'database'>

async function passwordFor(address: Address, account: Account, given?: string): Promise<string | null> {
  return address.password ?? given ?? process.env['PGPASSWORD'] ?? (await passwordFromFile(account))
}

const defaultHost = (port: number): string =>
  SOCKET_FOLDERS.find(folder => existsSync(join(folder, `.s.PGSQL.${port}`))) ?? 'localhost'

function sslModeOf(text: string | null, host: string): SslMode {
  if (host.startsWith('/')) return 'disable'
  const mode = SSL_MODES.find(known => known === (text ?? 'prefer'))
  if (mode !== undefined) return mode
  throw new RetortError('BAD_URL', `sslmode=${text} is not known.`, { hint: `Choose one of ${SSL_MODES.join(', ')}.` })
}

/** libpq's rules: `require` encrypts without looking who answers, unless a root certificate is named. */
export async function tlsOptions(settings: ConnectionSettings): Promise<ConnectionOptions> {
  const { sslMode, sslRootCert, sslCert, sslKey } = settings
  const verifies = sslMode.startsWith('verify') || (sslMode === 'require' && sslRootCert !== null)
  return {
    rejectUnauthorized: verifies,
    ...(sslRootCert === null || sslRootCert === 'system' ? {} : { ca: await readFile(sslRootCert, 'utf8') }),
    ...(sslCert === null ? {} : { cert: await readFile(sslCert, 'utf8') }),
    ...(sslKey === null ? {} : { key: await readFile(sslKey, 'utf8') }),
    ...(sslMode === 'verify-full' ? {} : { checkServerIdentity: () => undefined }),
  }
}
