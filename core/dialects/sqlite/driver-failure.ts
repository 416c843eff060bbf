import { existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { RetortError } from '../../errors'
import type { DatabaseUrl } from '../database-url'

/** SQLite's own code of a failure: SQLITE_BUSY, SQLITE_NOTADB, …; '' for other failures. */
export function sqliteCode(error: unknown): string {
  if (error instanceof RetortError) return sqliteCode(error.cause)
  return error instanceof Error ? String((error as { code?: unknown }).code ?? '') : ''
}

export const isLocked = (error: unknown): boolean => /^SQLITE_(BUSY|LOCKED)/.test(sqliteCode(error))

/** Whether the file holds no database, or a broken one. */
export const isDamaged = (error: unknown): boolean => /^SQLITE_(NOTADB|CORRUPT)/.test(sqliteCode(error))

/** Why a database could not be opened, and what to do. */
export function connectFailure(error: unknown, url: DatabaseUrl): RetortError {
  if (error instanceof RetortError) return error
  if (isLocked(error)) return lockedFailure(error, url.database)
  const { message, hint } = reasonOf(error, url.database)
  return new RetortError('CONNECTION_FAILED', message, { hint, path: url.database, cause: error })
}

export const lockedFailure = (error: unknown, path: string): RetortError =>
  new RetortError('DATABASE_LOCKED', `Another program is using ${path}.`, {
    hint: 'Close the other program, or wait until it is done, then run this again.',
    path,
    cause: error,
  })

function reasonOf(error: unknown, path: string): { readonly message: string; readonly hint: string } {
  if (isDamaged(error)) {
    return {
      message: `${path} is not a SQLite database, or it is damaged or encrypted.`,
      hint: 'Check the path in the URL; `retort restore` brings back a backup.',
    }
  }
  const folder = dirname(path)
  if (!existsSync(folder)) {
    return { message: `There is no folder ${folder}.`, hint: 'Create the folder, or correct the path in the URL.' }
  }
  if (!existsSync(path)) {
    return {
      message: `There is no database file ${path}.`,
      hint: 'Correct the path in the URL; a first `retort upgrade` creates the file.',
    }
  }
  if (statSync(path).isDirectory()) {
    return { message: `${path} is a folder, not a database file.`, hint: 'Name the file in the URL: sqlite:app.db.' }
  }
  return {
    message: `${path} cannot be opened: ${error instanceof Error ? error.message : String(error)}.`,
    hint: 'Check that you may read and write the file and its folder.',
  }
}

/** A statement that failed. The message is SQLite's own. */
export function statementFailed(error: unknown, sql: string): RetortError {
  if (error instanceof RetortError) return error
  if (isLocked(error)) {
    return new RetortError('DATABASE_LOCKED', 'Another program is using the database.', {
      hint: 'Close the other program, or wait until it is done, then run this again.',
      sql,
      cause: error,
    })
  }
  const message = error instanceof Error ? error.message : String(error)
  return new RetortError('MIGRATION_FAILED', message, { hint: hintFor(error), sql, cause: error })
}

function hintFor(error: unknown): string {
  if (sqliteCode(error).startsWith('SQLITE_READONLY'))
    return 'Open the database for writing, or check the rights of the file and its folder.'
  if (sqliteCode(error).startsWith('SQLITE_FULL')) return 'Make room on the disk, then run this again.'
  if (isDamaged(error)) return 'The file is damaged: `retort restore` brings back a backup.'
  return 'Correct the statement and run it again.'
}
