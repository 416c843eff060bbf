import { RetortError } from '../../errors'

/** A PostgreSQL URL, taken apart. What the URL does not say is null. */
export interface Address {
  readonly user: string | null
  readonly password: string | null
  /** A host name, or the folder of a socket. */
  readonly host: string | null
  readonly port: number | null
  readonly database: string | null
  readonly options: ReadonlyMap<string, string>
}

const FORM = /^[a-z]+:(?:\/\/([^/?#]*))?\/?([^?#]*)(?:\?([^#]*))?(?:#.*)?$/i
const LOGIN = /^(?:([^:]*)(?::([\s\S]*))?@)?(\[[^\]]*\]|[^:]*)(?::(\d*))?$/

/** Takes a URL apart as libpq does; a `%` that starts no escape stands for itself. */
export function parseAddress(text: string): Address {
  const [, authority = '', path = '', query = ''] = FORM.exec(text) ?? []
  const login = LOGIN.exec(authority)
  if (login === null || path.includes('@')) throw unreadable()
  const options = new Map(
    query
      .split('&')
      .filter(pair => pair !== '')
      .map(pair => {
        const [name = '', ...value] = pair.split('=')
        return [decoded(name), decoded(value.join('='))] as const
      }),
  )
  const [, user = '', password = '', host = '', port] = login
  const named = options.get('port') ?? port
  return {
    user: given(options.get('user') ?? decoded(user)),
    password: given(options.get('password') ?? decoded(password)),
    host: given(options.get('host') ?? decoded(host.replace(/^\[(.*)\]$/, '$1'))),
    port: named === undefined || named === '' ? null : Number(named),
    database: given(options.get('dbname') ?? decoded(path)),
    options,
  }
}

const given = (part: string): string | null => (part === '' ? null : part)

function decoded(part: string): string {
  return part.replace(/(?:%[0-9a-f]{2})+/gi, escape => {
    try {
      return decodeURIComponent(escape)
    } catch {
      return escape
    }
  })
}

const unreadable = (): RetortError =>
  new RetortError('BAD_URL', 'The database URL cannot be read.', {
    hint: 'Write postgresql://user:password@host:5432/database, with /, ? and # in the password as %2F, %3F and %23.',
  })
