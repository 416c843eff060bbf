import { resolve } from 'node:path'
import { RetortError } from '../../errors'
import { withoutDriverSuffix, type DatabaseUrl, type UrlForm } from '../database-url'

/**
 * `sqlite:app.db` and `sqlite:///app.db` are relative to the project, `sqlite:/abs/app.db` and `sqlite:////abs/app.db`
 * absolute; `sqlite::memory:` is no file at all. A driver suffix is ignored.
 */
export const sqliteUrl: UrlForm = {
  dialect: 'sqlite',
  schemes: ['sqlite'],
  parse(text: string, folder: string): DatabaseUrl {
    const plain = withoutDriverSuffix(text)
    return { dialect: 'sqlite', text: plain, shown: plain, database: pathOf(plain, folder) }
  },
}

function pathOf(url: string, folder: string): string {
  const [address = '', parameters = ''] = url.slice(url.indexOf(':') + 1).split(/\?(.*)/s)
  if (/(^|&)(mode|immutable)=/.test(parameters)) {
    throw new RetortError('BAD_URL', `"${url}" asks for what an address cannot say.`, {
      hint: 'Leave out what follows the question mark.',
    })
  }
  const path = decoded(withoutSlashes(address, url))
  if (path === '' || path === ':memory:') return ':memory:'
  return /^[a-z]:[\\/]/i.test(path) ? path : resolve(folder, path)
}

/** Two slashes announce a host, which SQLite has none of; the third one ends it. */
function withoutSlashes(address: string, url: string): string {
  if (!address.startsWith('//')) return address
  if (address === '//' || address.startsWith('///')) return address.slice(3)
  throw new RetortError('BAD_URL', `"${url}" names a host, and a SQLite database is a file.`, {
    hint: 'Write sqlite:app.db or sqlite:///app.db; an absolute path has four slashes: sqlite:////data/app.db.',
  })
}

/** A lone percent sign stands for itself. */
const decoded = (path: string): string =>
  path.replace(/(?:%[0-9a-f]{2})+/gi, escaped => {
    try {
      return decodeURIComponent(escaped)
    } catch {
      return escaped
    }
  })
