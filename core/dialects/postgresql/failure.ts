import { RetortError } from '../../errors'
import type { ConnectionSettings } from './settings'

/** What a server says of a failure; the fields of PostgreSQL's protocol, on pg's errors and on PGlite's alike. */
interface ServerError {
  readonly message: string
  readonly code?: string
  readonly detail?: string
  readonly hint?: string
  readonly constraint?: string
}

const hasCode = (error: unknown, ...codes: readonly string[]): boolean =>
  error instanceof Error && codes.includes(String((error as { code?: unknown }).code))

const LOST = ['ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03']

export const isLostConnection = (error: unknown): boolean =>
  hasCode(error, ...LOST) || (error instanceof Error && /^Connection terminated|not queryable/.test(error.message))

export const isCancelled = (error: unknown): boolean => hasCode(error, '57014')

/** The server's code of a failure, for those who must tell one from another. */
export const serverCode = (error: unknown): string | null =>
  error instanceof RetortError && error.cause instanceof Error
    ? ((error.cause as { code?: string }).code ?? null)
    : null

/** A failed statement in one line, with what the server adds and what to do. */
export function statementFailure(error: unknown, sql: string): RetortError {
  if (error instanceof RetortError) return error
  if (isLostConnection(error)) return lostConnection(error, sql)
  const failure = error as ServerError
  const detail = failure.detail === undefined ? '' : ` ${oneLine(failure.detail)}`
  const hint = hintFor(failure, sql)
  return new RetortError('MIGRATION_FAILED', `${sentence(oneLine(failure.message))}${detail}`, {
    sql,
    ...(hint === undefined ? {} : { hint }),
    cause: error,
  })
}

const lostConnection = (error: unknown, sql: string): RetortError =>
  new RetortError('CONNECTION_FAILED', 'The connection to the server was lost while a statement ran.', {
    sql,
    hint: 'What was not committed is rolled back by the server: look with "retort current", then run the command again.',
    cause: error,
  })

const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ').trim()
const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`)

function hintFor({ code, hint, message }: ServerError, sql: string): string | undefined {
  if (hint !== undefined) return oneLine(hint)
  if (code === '25001') return 'Put it into op.autocommit(async () => { … }): it cannot run inside a transaction.'
  if (code === '55P04')
    return 'A value added to an enum can be used once it is committed: add it in op.autocommit or in a revision of its own.'
  if (code === '22P02' && /for enum/.test(message))
    return 'Rows, or a default, hold that value: say what they get instead, in the mapping of alterEnum.'
  if (code === '42601' && /\bGENERATED ALWAYS AS\b[\s\S]*\bVIRTUAL\b/.test(sql))
    return 'PostgreSQL before 18 has stored generated columns only: write generatedAs(…, { stored: true }).'
  if (code === '42501') return 'Connect as a role that owns the object, or have the right granted.'
  if (code === '23502') return 'Rows without a value are there: give the column a default, or fill it before.'
  if (code === '23505') return 'Rows with equal values are there: find and clear them before the constraint is added.'
  if (code === '23503') return 'Rows refer to rows that are missing: clear them first, or add the key with notValid.'
  if (code === '23514')
    return 'Rows that break the condition are there: repair them first, or add the check with notValid.'
  if (code === '2BP01') return 'Drop what depends on it first, or pass { cascade: true }.'
  if (code === '40P01' || code === '55P03')
    return 'Another connection holds a lock on the table: run the command again.'
  return /must be owner/.test(message) ? 'Connect as the role that owns the object.' : undefined
}

/** Why a connection could not be made. The password is never part of it. */
export function connectFailure(error: unknown, settings: ConnectionSettings): RetortError {
  if (error instanceof RetortError) return error
  const [message, hint] = connectWords(error as ServerError, settings)
  return new RetortError('CONNECTION_FAILED', message, { hint, cause: error })
}

function connectWords(error: ServerError, settings: ConnectionSettings): readonly [string, string] {
  const { host, port, user, database } = settings
  const server = host.startsWith('/') ? `on the socket in ${host}, port ${port}` : `at ${host}:${port}`
  const { code = '', message = '' } = error
  if (['ECONNREFUSED', 'ENOENT', 'ECONNRESET'].includes(code))
    return [`No PostgreSQL server answers ${server}.`, 'Start the server, or correct the host and the port in the URL.']
  if (['ENOTFOUND', 'EAI_AGAIN'].includes(code))
    return [`The host "${host}" is not known.`, 'Correct the host in the URL, or look at the network.']
  if (['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'].includes(code) || /timeout expired/.test(message))
    return [`The server ${server} does not answer in time.`, 'Look at the network, a firewall and the port in the URL.']
  if (/password must be a (non-empty )?string|no password supplied/i.test(message))
    return [`The server ${server} asks for the password of "${user}".`, passwordHint]
  if (code === '28P01') return [`The server ${server} refuses the password of "${user}".`, passwordHint]
  if (code === '3D000')
    return [`There is no database "${database}" on the server ${server}.`, `Create it: createdb ${database}`]
  if (/no pg_hba.conf entry/.test(message)) return encryptionWords(message, server, user)
  if (code === '28000' && /role .* does not exist/.test(message))
    return [
      `There is no role "${user}" on the server ${server}.`,
      `Correct the user in the URL, or create the role: createuser ${user}`,
    ]
  if (/does not support SSL/.test(message))
    return [`The server ${server} has no SSL.`, 'Switch SSL on there, or write sslmode=disable in the URL.']
  if (code === '53300')
    return [`The server ${server} has no connection free.`, 'Close other programs that use it, then try again.']
  if (code === '57P03') return [`The server ${server} is starting or stopping.`, 'Try again in a moment.']
  return [
    `The connection to the server ${server} failed: ${sentence(oneLine(message))}`,
    'Look at the URL and at the log of the server.',
  ]
}

const passwordHint = 'Write it in the URL, in PGPASSWORD or in ~/.pgpass (readable by you alone).'

function encryptionWords(message: string, server: string, user: string): readonly [string, string] {
  return /no encryption|SSL off/.test(message)
    ? [
        `The server ${server} does not let "${user}" in without SSL.`,
        'Write sslmode=require in the URL, or allow it in pg_hba.conf.',
      ]
    : [`The server ${server} does not let "${user}" in from here.`, 'Allow it in pg_hba.conf on the server.']
}
