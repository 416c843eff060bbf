import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, existsSync, globSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import pg from 'pg'
import { createFolder, removeFolder } from './temporary-folder'

export interface Cluster {
  readonly url: string
  readonly socketFolder: string
  stop(): Promise<void>
}

const USER = 'retort'

/** Starts a PostgreSQL server with a data folder of its own, on a free port of the loopback address. Throws the reason when it cannot. */
export async function startCluster(): Promise<Cluster> {
  const binaries = findBinaries()
  const account = unprivilegedAccount()
  const folder = createFolder()
  const give = (file: string): void => {
    if (account) chownSync(file, account.uid, account.gid)
  }
  chmodSync(folder, 0o755)
  give(folder)
  const socketFolder = path.join(folder, 'socket')
  const passwordFile = path.join(folder, 'password')
  const password = randomBytes(12).toString('hex')
  mkdirSync(socketFolder)
  writeFileSync(passwordFile, password, { mode: 0o600 })
  give(socketFolder)
  give(passwordFile)

  const data = path.join(folder, 'data')
  const initdb = spawnSync(
    path.join(binaries, 'initdb'),
    [
      '-D',
      data,
      '-U',
      USER,
      `--pwfile=${passwordFile}`,
      '-A',
      'scram-sha-256',
      '-E',
      'UTF8',
      '--locale=C',
      '--no-sync',
    ],
    { ...account, cwd: folder, encoding: 'utf8', env: { ...process.env, HOME: folder, LC_ALL: 'C' } },
  )
  if (initdb.status !== 0) {
    removeFolder(folder)
    throw new Error(`initdb failed: ${initdb.error?.message ?? initdb.stderr.trim().split('\n').at(-1) ?? ''}`)
  }

  const port = await freePort()
  const server = spawn(path.join(binaries, 'postgres'), ['-D', data, '-p', String(port), ...settings(socketFolder)], {
    ...account,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const url = `postgresql://${USER}:${password}@127.0.0.1:${port}/postgres`
  try {
    await untilReady(url, server)
  } catch (error) {
    server.kill('SIGQUIT')
    removeFolder(folder)
    throw error
  }
  return {
    url,
    socketFolder,
    async stop() {
      const ended = new Promise(resolve => server.once('exit', resolve))
      server.kill('SIGQUIT')
      await ended
      removeFolder(folder)
    },
  }
}

/** Durability is switched off: the data is thrown away, and the tests run many times faster. */
function settings(socketFolder: string): string[] {
  const values = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: socketFolder,
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: '200',
    shared_buffers: '64MB',
  }
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

function findBinaries(): string {
  const inPath = (process.env['PATH'] ?? '').split(path.delimiter)
  const versions = globSync('/usr/lib/postgresql/*/bin').sort(
    (a, b) => Number(b.split('/')[4]) - Number(a.split('/')[4]),
  )
  const places = [...inPath, ...versions, '/usr/local/pgsql/bin', '/usr/local/bin', '/opt/homebrew/bin']
  const found = places.find(place => place !== '' && existsSync(path.join(place, 'initdb')))
  if (found === undefined) throw new Error('no PostgreSQL server on this machine (initdb is nowhere to be found)')
  return found
}

/** initdb and postgres refuse to run as root: under root they run as `postgres` or, without one, as `nobody`. */
function unprivilegedAccount(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map(flag =>
      Number(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout.trim()),
    )
    if (uid !== undefined && gid !== undefined && uid > 0 && gid > 0) return { uid, gid }
  }
  throw new Error('running as root, and there is no unprivileged account to run a PostgreSQL server as')
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
  let log = ''
  server.stderr?.on('data', (chunk: Buffer) => (log = (log + chunk.toString()).slice(-4000)))
  for (;;) {
    if (server.exitCode !== null)
      throw new Error(`the PostgreSQL server did not start: ${log.trim().split('\n').at(-1)}`)
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      return await client.end()
    } catch {
      await new Promise(resolve => setTimeout(resolve, 50))
    }
  }
}
