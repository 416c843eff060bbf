/** A PostgreSQL address in parts, as a form shows them. */
export interface ServerUrlParts {
  readonly host: string
  readonly port: string
  readonly database: string
  readonly user: string
  readonly password: string
  readonly sslmode: 'disable' | 'prefer' | 'require' | 'verify-ca' | 'verify-full'
}

const SSL_MODES: readonly string[] = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full']

/** Takes a pasted `postgresql://…` apart; null when the text is none. */
export function takeServerUrlApart(text: string): ServerUrlParts | null {
  const cleaned = text.trim().replace(/^([a-z]+)\+[a-z0-9_]+:/i, '$1:')
  if (!/^postgres(ql)?:\/\//i.test(cleaned) || !URL.canParse(cleaned)) return null
  const url = new URL(cleaned)
  const sslmode = url.searchParams.get('sslmode') ?? 'prefer'
  return {
    host: url.searchParams.get('host') ?? decodeURIComponent(url.hostname),
    port: url.port,
    database: decodeURIComponent(url.pathname.slice(1)),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    sslmode: SSL_MODES.includes(sslmode) ? (sslmode as ServerUrlParts['sslmode']) : 'prefer',
  }
}

/** The address of such parts, without the password: it is kept elsewhere. */
export function putServerUrlTogether({ host, port, database, user, sslmode }: ServerUrlParts): string {
  const isSocket = host.startsWith('/')
  const place = `${user === '' ? '' : `${encodeURIComponent(user)}@`}${isSocket ? '' : host}${port === '' ? '' : `:${port}`}`
  const options = new URLSearchParams()
  if (isSocket) options.set('host', host)
  if (sslmode !== 'prefer') options.set('sslmode', sslmode)
  const query = options.size > 0 ? `?${options.toString()}` : ''
  return `postgresql://${place}/${encodeURIComponent(database)}${query}`
}
