import { RetortError } from '../../errors'
import type { Row, WriteConnection } from '../connection'
import type { Statement } from '../statement'
import { quoteName } from './ddl-parser/names'

const SHOWN = 3

/** Whether another program holds the database. */
export function isLocked(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = String((error as { code?: unknown }).code ?? '')
  return code === 'DATABASE_LOCKED' || /^SQLITE_(BUSY|LOCKED)/.test(code) || isLocked(error.cause)
}

/** What went wrong with a statement, in one plain line, with the rows that are in the way where they can be found. */
export async function statementFailure(
  error: unknown,
  statement: Statement,
  connection: WriteConnection,
): Promise<RetortError> {
  if (error instanceof RetortError && !['MIGRATION_FAILED', 'INTERNAL'].includes(error.code)) return error
  if (isLocked(error)) {
    return new RetortError('DATABASE_LOCKED', 'Another program is using the database.', {
      hint: 'Close the other program, or wait until it is done, then run this again.',
      sql: statement.sql,
      cause: error,
    })
  }
  const cause = error instanceof Error ? error.message : String(error)
  const told = (await explanationOf(cause, connection)) ?? plain(cause)
  return new RetortError('MIGRATION_FAILED', told.message, { hint: told.hint, sql: statement.sql, cause: error })
}

interface Explanation {
  readonly message: string
  readonly hint: string
}

const plain = (cause: string): Explanation => ({
  message: `SQLite refuses: ${cause}`,
  hint: hints.find(([pattern]) => pattern.test(cause))?.[1] ?? 'Correct the statement and run it again.',
})

const hints: readonly (readonly [RegExp, string])[] = [
  [/single-quotes/, 'Text stands in single quotes; double quotes are for names.'],
  [/error in (view|trigger)/, 'Drop that view or trigger first and create it again after the change.'],
  [/no such collation sequence/, 'The collation belongs to the program that wrote the file; change this table there.'],
  [
    /FOREIGN KEY/,
    'A row refers to one that is not there, or others refer to the one that goes: deal with those rows first.',
  ],
  [/readonly database/, 'Check your rights to the database file and to its folder.'],
  [/already exists/, 'Use another name, or drop the old one first.'],
]

async function explanationOf(cause: string, connection: WriteConnection): Promise<Explanation | null> {
  const unique = /UNIQUE constraint failed: (.+)$/.exec(cause)?.[1]
  if (unique !== undefined) return duplicates(unique, connection)
  const column = /NOT NULL constraint failed: (.+)$/.exec(cause)?.[1]
  if (column !== undefined) {
    return {
      message: `"${column}" must not be NULL, and a row would hold NULL there.`,
      hint: 'Give the column a value or a default.',
    }
  }
  const check = /CHECK constraint failed: (.+)$/.exec(cause)?.[1]
  if (check === undefined) return null
  return { message: `A row breaks the check ${check}.`, hint: 'Correct those rows first, or change the check.' }
}

/** `t.a, t.b`: the names as SQLite prints them, without quotes. */
async function duplicates(names: string, connection: WriteConnection): Promise<Explanation> {
  const hint = 'Remove the duplicates first.'
  const parts = names.split(', ').map(name => /^(.*)\.(.*)$/.exec(name))
  const table = parts[0]?.[1]
  const columns = parts.map(part => quoteName(part?.[2] ?? '')).join(', ')
  const message = `Two rows hold the same ${names}.`
  if (table === undefined) return { message, hint }
  const groups = await readQuietly(
    connection,
    `SELECT ${columns}, count(*) FROM ${quoteName(table)} GROUP BY ${columns} HAVING count(*) > 1 LIMIT ${SHOWN}`,
  )
  if (groups.length === 0) return { message, hint }
  const shown = groups.map(
    group => `${Object.values(group).slice(0, -1).map(String).join(', ')} (${Object.values(group).at(-1)} rows)`,
  )
  return { message: `${names} is not unique: ${shown.join('; ')}.`, hint }
}

/** The failure is known already; a question about it that fails too must not hide it. */
async function readQuietly(connection: WriteConnection, sql: string): Promise<readonly Row[]> {
  try {
    return await connection.query(sql)
  } catch {
    return []
  }
}
