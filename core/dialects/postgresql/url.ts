import { withoutDriverSuffix, type DatabaseUrl, type UrlForm } from '../database-url'
import { parseAddress } from './address'

/** `postgresql://user@host:5432/database`, also `postgres:`; a driver suffix is ignored. */
export const postgresqlUrl: UrlForm = {
  dialect: 'postgresql',
  schemes: ['postgresql', 'postgres'],
  parse(text: string): DatabaseUrl {
    const plain = withoutDriverSuffix(text)
    const { database, user } = parseAddress(plain)
    return {
      dialect: 'postgresql',
      text: plain,
      shown: shown(plain),
      database: database ?? process.env['PGDATABASE'] ?? user ?? process.env['PGUSER'] ?? '',
    }
  },
}

const shown = (text: string): string =>
  text.replace(/^([a-z]+:\/\/[^:/?#]*:)[^/?#]*@/i, '$1***@').replace(/([?&](?:password|sslpassword)=)[^&#]*/gi, '$1***')
