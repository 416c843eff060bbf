import type pg from 'pg'
import { RetortError } from '../../errors'
import type { SqlValue } from '../../schema/sql-expression'
import type { ConnectOptions, Driver, Row } from '../connection'
import type { DatabaseUrl } from '../database-url'
import { bind } from './binding'
import { shortVersion, type CancellableConnection } from './connection'
import { connectFailure, statementFailure } from './failure'
import { connectionSettings, tlsOptions, type ConnectionSettings } from './settings'
import { asText, valueParsers } from './values'

/** PostgreSQL by way of pg. */
export const postgresqlDriver: Driver = {
  async connect(url: DatabaseUrl, options: ConnectOptions = {}): Promise<CancellableConnection> {
    const settings = await connectionSettings(url, options.password)
    const client = await openClient(settings, options.signal)
    return new PostgresqlConnection({ client, settings, url, options, version: await greet(client) })
  },
  keepingOpen: work => work(),
}

/** What the server prints does not depend on how it is set up. Answers its version. */
async function greet(client: pg.Client): Promise<string> {
  await client.query(`SET client_encoding = 'UTF8'; SET datestyle = 'ISO'; SET intervalstyle = 'postgres';
    SET bytea_output = 'hex'; SET standard_conforming_strings = on; SET extra_float_digits = 1`)
  const { rows } = await client.query<{ version: string }>('SELECT version()')
  return rows[0]?.version ?? ''
}

/** Encryption is tried first and done without where the server has none, unless the URL insists. */
async function openClient(settings: ConnectionSettings, signal?: AbortSignal): Promise<pg.Client> {
  if (signal?.aborted) throw new RetortError('CANCELLED', 'Cancelled.')
  const { sslMode } = settings
  try {
    return await connected(settings, sslMode === 'disable' || sslMode === 'allow' ? false : await tlsOptions(settings))
  } catch (error) {
    if (sslMode === 'prefer' && /does not support SSL/.test(String(error)))
      return connected(settings, false).catch((plain: unknown) => {
        throw connectFailure(plain, settings)
      })
    throw connectFailure(error, settings)
  }
}

async function connected(settings: ConnectionSettings, ssl: pg.ClientConfig['ssl']): Promise<pg.Client> {
  const { default: driver } = await import('pg')
  const client = new driver.Client({
    host: settings.host,
    port: settings.port,
    user: settings.user,
    database: settings.database,
    // An empty password keeps pg from looking for one elsewhere.
    password: () => settings.password ?? '',
    ssl,
    application_name: settings.applicationName,
    connectionTimeoutMillis: settings.timeoutMs,
    keepAlive: true,
    types: { getTypeParser: oid => valueParsers[oid] ?? asText },
    ...(settings.options === null ? {} : { options: settings.options }),
  })
  // A connection lost while idle shows at the next statement.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return client
  } catch (error) {
    // A refusal on our side (no password, a bad certificate) would leave the server waiting for an answer.
    void client.end().catch(() => undefined)
    throw error
  }
}

interface Opened {
  readonly client: pg.Client
  readonly settings: ConnectionSettings
  readonly url: DatabaseUrl
  readonly options: ConnectOptions
  readonly version: string
}

class PostgresqlConnection implements CancellableConnection {
  readonly dialect = 'postgresql'
  readonly url: DatabaseUrl
  readonly serverVersion: string
  #closing: Promise<void> | null = null

  constructor(private readonly opened: Opened) {
    this.url = opened.url
    this.serverVersion = shortVersion(opened.version)
  }

  async query<R extends Row = Row>(sql: string, params: readonly SqlValue[] = []): Promise<readonly R[]> {
    return (await this.#send(sql, params)).flatMap(result => result.rows) as R[]
  }

  async execute(sql: string, params: readonly SqlValue[] = []): Promise<number> {
    return (await this.#send(sql, params)).reduce((sum, { rowCount }) => sum + (rowCount ?? 0), 0)
  }

  async script(sql: string): Promise<void> {
    await this.#send(sql, [])
  }

  async cancelRunning(): Promise<void> {
    const second = await openClient(this.opened.settings)
    try {
      // The number of the server's process is known to pg, not to its types.
      const { processID } = this.opened.client as unknown as { readonly processID: number }
      await second.query('SELECT pg_cancel_backend($1)', [processID])
    } finally {
      await second.end()
    }
  }

  close(): Promise<void> {
    this.#closing ??= this.opened.client.end()
    return this.#closing
  }

  async #send(sql: string, params: readonly SqlValue[]): Promise<readonly pg.QueryResult[]> {
    const { client, options } = this.opened
    const { text, values } = params.length === 0 ? { text: sql, values: [] } : bind(sql, params)
    options.onStatement?.(sql)
    try {
      const answer: unknown = values.length === 0 ? await client.query(text) : await client.query(text, [...values])
      return (Array.isArray(answer) ? answer : [answer]) as pg.QueryResult[]
    } catch (error) {
      throw statementFailure(error, sql)
    }
  }
}
