import { readFile, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** What an entry of the password file is looked up by. */
export interface Account {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
}

/** The password that `~/.pgpass` (or PGPASSFILE) holds for an account. As with libpq, a file that others may read is ignored. */
export async function passwordFromFile(account: Account): Promise<string | null> {
  const path = process.env['PGPASSFILE'] ?? defaultPath()
  try {
    if (process.platform !== 'win32' && ((await stat(path)).mode & 0o077) !== 0) return null
    return passwordIn(await readFile(path, 'utf8'), account)
  } catch {
    return null
  }
}

const defaultPath = (): string =>
  process.platform === 'win32'
    ? join(process.env['APPDATA'] ?? homedir(), 'postgresql', 'pgpass.conf')
    : join(homedir(), '.pgpass')

/** The first line that fits counts: `host:port:database:user:password`, `*` fits all, `\:` is a colon. */
export function passwordIn(text: string, { host, port, database, user }: Account): string | null {
  const wanted = [host.startsWith('/') ? 'localhost' : host, String(port), database, user]
  for (const line of text.split(/\r?\n/)) {
    const fields = fieldsOf(line)
    if (line.startsWith('#') || fields.length < 5) continue
    if (wanted.every((value, position) => fields[position] === '*' || fields[position] === value))
      return fields.slice(4).join(':')
  }
  return null
}

const fieldsOf = (line: string): readonly string[] =>
  (line.match(/(?:^|:)((?:\\.|[^:\\])*)/g) ?? []).map(field => field.replace(/^:/, '').replace(/\\(.)/g, '$1'))
