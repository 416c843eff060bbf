import { RetortError } from '../errors'
import type { DialectName } from './index'

/** A database's address, taken apart. `text` is the whole, with the password: never print it, print `shown`. */
export interface DatabaseUrl {
  readonly dialect: DialectName
  readonly text: string
  /** With the password as `***`. */
  readonly shown: string
  /** SQLite, PGlite: an absolute path or `:memory:`; PostgreSQL: the database's name. */
  readonly database: string
}

/** How one dialect recognises its addresses. */
export interface UrlForm {
  readonly dialect: DialectName
  readonly schemes: readonly string[]
  /** `folder` is what relative paths are relative to. */
  parse(text: string, folder: string): DatabaseUrl
}

export const hidePassword = (text: string): string =>
  text
    .replace(/^([a-z][a-z0-9+.-]*:\/\/[^/?#\s@]*?:)[^/?#\s]*@/i, '$1***@')
    .replace(/([?&](?:password|sslpassword)=)[^&#]*/gi, '$1***')

/** The scheme before the first colon, without a driver suffix: `sqlite+aiosqlite:` is `sqlite`. */
export function schemeOf(text: string): string {
  const scheme = /^([a-z][a-z0-9.-]*)(\+[a-z0-9_]+)?:/i.exec(text)?.[1]
  if (scheme === undefined) {
    throw new RetortError('BAD_URL', `"${hidePassword(text)}" is not a database URL.`, {
      hint: 'Write sqlite:app.db, postgresql://user@host/database or pglite:folder.',
    })
  }
  return scheme.toLowerCase()
}

/** The address without its driver suffix. */
export const withoutDriverSuffix = (text: string): string => text.replace(/^([a-z][a-z0-9.-]*)\+[a-z0-9_]+:/i, '$1:')
