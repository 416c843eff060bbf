import { setTimeout as sleep } from 'node:timers/promises'
import { RetortError } from '../../errors'
import type { Row, WriteConnection } from '../connection'
import type { SessionOptions } from '../session'

/** "Reto": keeps the keys of this tool apart from those of others. */
const NAMESPACE = 0x5265746f
const FIRST_PAUSE_MS = 50
const LONGEST_PAUSE_MS = 500

/**
 * The lock that makes a second runner wait. It is polled outside any transaction: a blocking wait holds a snapshot,
 * and CREATE INDEX CONCURRENTLY of the first runner would wait for that in turn. The server drops it with the connection.
 */
export async function takeLock(connection: WriteConnection, options: SessionOptions): Promise<void> {
  const deadline = performance.now() + options.lockTimeoutMs
  const key = lockKey(options.versionTable)
  for (let pause = FIRST_PAUSE_MS; !(await tryLock(connection, key)); pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    if (options.signal.aborted) throw new RetortError('CANCELLED', 'Cancelled while waiting for another run.')
    if (performance.now() >= deadline) throw await stillLocked(connection, key)
    if (pause === FIRST_PAUSE_MS)
      options.onEvent({ kind: 'waiting', message: 'Another run is changing this database; waiting for it to finish.' })
    await sleep(Math.min(pause, Math.max(1, deadline - performance.now())), undefined, {
      signal: options.signal,
    }).catch(() => undefined)
  }
}

export async function releaseLock(connection: WriteConnection, { versionTable }: SessionOptions): Promise<void> {
  await connection.query('SELECT pg_advisory_unlock(?, ?)', [NAMESPACE, lockKey(versionTable)])
}

async function tryLock(connection: WriteConnection, key: number): Promise<boolean> {
  const rows = await connection.query('SELECT pg_try_advisory_lock(?, ?) AS taken', [NAMESPACE, key])
  return rows[0]?.['taken'] === true
}

async function stillLocked(connection: WriteConnection, key: number): Promise<RetortError> {
  const holders = await connection.query<Row & { pid: number; application: string }>(
    `SELECT l.pid, coalesce(a.application_name, '') AS application
     FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid
     WHERE l.locktype = 'advisory' AND l.granted AND l.classid::bigint = ? AND l.objid::bigint = ?
       AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    [NAMESPACE, key],
  )
  const who = holders[0] === undefined ? '' : ` (server process ${holders[0].pid}, ${holders[0].application})`
  return new RetortError('DATABASE_LOCKED', `Another run is still changing this database${who}.`, {
    hint: 'Wait until it has finished, then run the command again.',
  })
}

/** A positive 31-bit number for a version table: runs of different version tables do not wait for each other. */
function lockKey(text: string): number {
  let hash = 7
  for (const character of text) hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) & 0x7fffffff
  return hash
}
