import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { withoutDriverSuffix, type DatabaseUrl, type UrlForm } from '../database-url'

export const MEMORY = ':memory:'

/** `pglite:data-folder`, relative to the configuration's folder, or `pglite::memory:`. */
export const pgliteUrl: UrlForm = {
  dialect: 'pglite',
  schemes: ['pglite'],
  parse(text: string, folder: string): DatabaseUrl {
    const place = withoutDriverSuffix(text).replace(/^pglite:/i, '')
    const database = place === MEMORY || place === '' ? MEMORY : resolve(folder, pathOf(place))
    return { dialect: 'pglite', text: `pglite:${database}`, shown: text, database }
  },
}

/** `//…` as in SQLAlchemy's URLs: three slashes begin a relative path, four an absolute one. */
function pathOf(place: string): string {
  if (place.startsWith('file:')) return fileURLToPath(place)
  return place.replace(/^\/\/\/?(?=[^/]|\/)/, '')
}
