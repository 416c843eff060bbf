import { open, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { devNull, tmpdir } from 'node:os'
import { join } from 'node:path'
import { RetortError } from '../../errors'
import type { BackupMethod, BackupOptions } from '../backup-method'
import type { DatabaseUrl } from '../database-url'
import { newestTools, runTool, toolMessage, toolsForServer } from './client-tools'
import { postgresqlDriver } from './driver'
import { connectionSettings } from './settings'

/**
 * Backups by pg_dump. A restore is one transaction: it empties the database (but for extensions, which only a
 * superuser could bring back) and replays the dump, so that what was created since is gone, and a failure changes nothing.
 */
export const postgresqlBackup: BackupMethod = {
  extension: '.dump',

  async create(url: DatabaseUrl, file: string, options: BackupOptions = {}): Promise<void> {
    const access = await accessTo(url, options)
    try {
      await runTool('pg_dump', ['--format=custom', '--no-password', `--file=${file}`], access)
    } catch (error) {
      await rm(file, { force: true })
      throw failed('pg_dump failed', error, options)
    }
  },

  async verify(file: string): Promise<string | null> {
    const start = await firstBytes(file)
    if (start === null) return 'The file cannot be read.'
    if (start !== 'PGDMP') return 'The file is no backup of pg_dump.'
    try {
      const tools = await newestTools()
      await runTool('pg_restore', ['--list', file], { tools })
      // Writing the script to nowhere reads every row of it.
      await runTool('pg_restore', [`--file=${devNull}`, file], { tools })
      return null
    } catch (error) {
      if (error instanceof RetortError) throw error
      return `The backup is damaged: ${toolMessage(error)}`
    }
  },

  async restore(file: string, url: DatabaseUrl, options: BackupOptions = {}): Promise<void> {
    const access = await accessTo(url, options)
    const folder = await mkdtemp(join(tmpdir(), 'retort-restore-'))
    const part = (name: string): string => join(folder, name)
    try {
      const contents = await runTool('pg_restore', ['--list', file], access)
      await writeFile(part('contents'), contents.split('\n').filter(isReplayed).join('\n'))
      await runTool('pg_restore', [`--use-list=${part('contents')}`, `--file=${part('restore.sql')}`, file], access)
      await writeFile(part('empty.sql'), EMPTY_DATABASE)
      const steps = ['empty.sql', 'restore.sql'].flatMap(name => ['-f', part(name)])
      await runTool('psql', ['-X', '-q', '-w', '-1', '-v', 'ON_ERROR_STOP=1', '-o', devNull, ...steps], access)
    } catch (error) {
      throw failed('The restore failed, nothing is changed', error, options)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}

/** Objects that stay where they are and belong to somebody else, as a rule. */
const isReplayed = (line: string): boolean =>
  !/ (?:COMMENT - EXTENSION|SCHEMA - public|COMMENT - SCHEMA public) /.test(line)

/** Drops the schemas but `public`, then what is in `public`, but for what extensions brought; what belongs to a table goes with it. */
const EMPTY_DATABASE = `SET lock_timeout = '30s';
SET client_min_messages = warning;
DO $empty$
DECLARE
  statements text[];
  statement text;
BEGIN
  SELECT array_agg(format('DROP SCHEMA IF EXISTS %I CASCADE', nspname)) INTO statements
  FROM pg_namespace n
  WHERE nspname NOT IN ('public', 'information_schema') AND nspname !~ '^pg_'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_namespace'::regclass AND d.objid = n.oid AND d.deptype = 'e');
  FOREACH statement IN ARRAY coalesce(statements, '{}') LOOP EXECUTE statement; END LOOP;

  SELECT array_agg(format('DROP %s IF EXISTS %s CASCADE', replace(i.type, 'composite type', 'type'), i.identity)) INTO statements
  FROM pg_depend d, LATERAL pg_identify_object(d.classid, d.objid, 0) i
  WHERE d.refclassid = 'pg_namespace'::regclass AND d.refobjid = to_regnamespace('public') AND d.deptype = 'n'
    AND i.type IS NOT NULL AND i.type <> 'default acl'
    AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = d.classid AND e.objid = d.objid AND e.deptype IN ('e', 'i'));
  FOREACH statement IN ARRAY coalesce(statements, '{}') LOOP EXECUTE statement; END LOOP;
END $empty$;
RESET client_min_messages;
`

async function accessTo(url: DatabaseUrl, options: BackupOptions) {
  const connection = await postgresqlDriver.connect(url, options)
  const serverMajor = Number(/\d+/.exec(connection.serverVersion)?.[0] ?? 0)
  await connection.close()
  return {
    tools: await toolsForServer(serverMajor),
    settings: await connectionSettings(url, options.password),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  }
}

async function firstBytes(file: string): Promise<string | null> {
  try {
    await using handle = await open(file)
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(5), 0, 5)
    return buffer.toString('latin1', 0, bytesRead)
  } catch {
    return null
  }
}

function failed(message: string, cause: unknown, { signal }: BackupOptions): RetortError {
  if (signal?.aborted) return new RetortError('CANCELLED', 'Cancelled; nothing is changed.', { cause })
  if (cause instanceof RetortError) return cause
  return new RetortError('BACKUP_FAILED', `${message}: ${toolMessage(cause)}`, {
    hint: 'See that the role may read, or change, every object of the database.',
    cause,
  })
}
