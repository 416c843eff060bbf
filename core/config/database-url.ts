import { schemeOf, withoutDriverSuffix, type DatabaseUrl, type UrlForm } from '../dialects/database-url'
import { pgliteUrl } from '../dialects/pglite/url'
import { postgresqlUrl } from '../dialects/postgresql/url'
import { sqliteUrl } from '../dialects/sqlite/url'
import { RetortError } from '../errors'

const FORMS: readonly UrlForm[] = [sqliteUrl, postgresqlUrl, pgliteUrl]

/** Whether the text begins with a scheme. One letter and a colon are a drive of Windows. */
export const isUrl = (text: string): boolean => /^[a-z][a-z0-9.+-]+:/i.test(text)

/** Takes a database URL apart. Relative paths in it are relative to `folder`. Fails with `BAD_URL`. */
export function parseDatabaseUrl(text: string, folder: string): DatabaseUrl {
  const scheme = schemeOf(text)
  const form = FORMS.find(each => each.schemes.includes(scheme))
  if (form) return form.parse(withoutDriverSuffix(text), folder)
  throw new RetortError('BAD_URL', `Retort has no database of the kind "${scheme}:".`, {
    hint: `It knows ${FORMS.flatMap(each => each.schemes)
      .map(name => `${name}:`)
      .join(', ')}.`,
  })
}
