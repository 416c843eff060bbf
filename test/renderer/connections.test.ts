import { describe, expect, it } from 'vitest'
import type { ProjectInfo } from '../../core/contract/project'
import { ConnectionForm } from '../../renderer/views/connections/connection-form.svelte'
import { UnlockState } from '../../renderer/views/connections/unlock-state.svelte'
import { NewProjectState } from '../../renderer/views/new-project/new-project-state.svelte'
import { engineOf, failing, os } from './engine'

const WORKS = { serverVersion: '15.18', latencyMs: 0.4, encrypted: true, canCreate: true, tables: 9 }
const PARTS = {
  host: 'db',
  port: '5433',
  database: 'shop',
  user: 'ada',
  password: 'secret',
  sslmode: 'require' as const,
}

function engine() {
  const asked: unknown[] = []
  const { client } = engineOf({
    connections: {
      takeApart: os.connections.takeApart.handler(({ input }) => (input.text.startsWith('postgresql:') ? PARTS : null)),
      putTogether: os.connections.putTogether.handler(({ input }) => ({
        url: `postgresql://${input.user}@${input.host}:${input.port}/${input.database}`,
      })),
      test: os.connections.test.handler(({ input, errors }) => {
        asked.push(input)
        const path = input.url.replace('sqlite:', '')
        const failure = { code: 'CONNECTION_FAILED' as const, message: `${path} cannot be opened.`, path }
        if (input.url.startsWith('sqlite:')) throw failing(errors, failure)
        return WORKS
      }),
      unlock: os.connections.unlock.handler(({ input, errors }) => {
        if (input.password === 'right') return { serverVersion: '15.18' }
        throw failing(errors, { code: 'CONNECTION_FAILED', message: 'The server refuses this password.' })
      }),
    },
    project: {
      browse: os.project.browse.handler(() => ({
        folder: '/data',
        parent: '/',
        entries: [{ name: 'torn.db', path: '/data/torn.db', kind: 'database' as const }],
      })),
      create: os.project.create.handler(({ input }): ProjectInfo => {
        asked.push(input)
        return { folder: input.folder, name: 'shop', databases: [], modelPaths: [] }
      }),
    },
  })
  return { client, asked }
}

describe('a connection being filled in', () => {
  it('takes a pasted address apart and moves its password out of sight', async () => {
    const form = new ConnectionForm(engine().client)
    form.choose('postgresql')
    form.pasted = ' postgresql://ada:secret@db:5433/shop?sslmode=require '
    await form.takeApart()
    expect(form.parts).toEqual(PARTS)
    expect(form.pasted).toBe('')
    expect(await form.url()).not.toContain('secret')
  })

  it('says so when the pasted text is no address, and keeps what was filled in', async () => {
    const form = new ConnectionForm(engine().client)
    form.pasted = 'mysql://x'
    await form.takeApart()
    expect(form.isPastedWrong).toBe(true)
    expect(form.parts.host).toBe('localhost')
  })

  it('keeps characters of a file name that mean something in an address', async () => {
    const form = new ConnectionForm(engine().client)
    form.file = 'what?100%25.db'
    expect(await form.url()).toBe('sqlite:what%3F100%2525.db')
  })

  it('is complete when the address could be asked for', () => {
    const form = new ConnectionForm(engine().client)
    expect(form.isComplete).toBe(true)
    form.choose('postgresql')
    expect(form.isComplete).toBe(false)
    form.parts.database = 'shop'
    expect(form.isComplete).toBe(true)
  })

  it('is tested with its password beside the address, never inside it', async () => {
    const { client, asked } = engine()
    const form = new ConnectionForm(client)
    form.choose('postgresql')
    form.parts = { ...PARTS }
    await form.test('/home/shop')
    expect(form.result).toEqual(WORKS)
    expect(asked).toEqual([{ url: 'postgresql://ada@db:5433/shop', folder: '/home/shop', password: 'secret' }])
  })

  it('tells a file still to be made from one that does not open', async () => {
    const form = new ConnectionForm(engine().client)
    form.file = '/data/new.db'
    await form.test('')
    expect(form.isNew).toBe(true)
    form.file = '/data/torn.db'
    await form.test('')
    expect(form.isNew).toBe(false)
    expect(form.testing.failure?.message).toBe('/data/torn.db cannot be opened.')
  })

  it('forgets a result once something else is filled in', async () => {
    const form = new ConnectionForm(engine().client)
    form.choose('postgresql')
    form.parts = { ...PARTS }
    await form.test('')
    form.choose('pglite')
    expect(form.result).toBeNull()
  })
})

describe('a new project', () => {
  it('says what is missing before it can be written', () => {
    const project = new NewProjectState(engine().client, () => undefined)
    expect(project.missing).toBe('folder')
    project.folder = '/home/shop'
    expect(project.missing).toBeNull()
    project.connection.file = ' '
    expect(project.missing).toBe('database')
  })

  it('is written as it was filled in and then opened', async () => {
    const { client, asked } = engine()
    const opened: string[] = []
    const project = new NewProjectState(client, ({ folder }) => opened.push(folder))
    project.folder = ' /home/shop '
    project.model = 'sql'
    project.start = 'existing'
    project.connection.choose('postgresql')
    project.connection.parts = { ...PARTS }
    await project.create()
    expect(opened).toEqual(['/home/shop'])
    expect(asked).toEqual([
      {
        folder: '/home/shop',
        url: 'postgresql://ada@db:5433/shop',
        model: 'sql',
        fromExisting: true,
        password: 'secret',
      },
    ])
  })
})

describe('a database that asks for a password', () => {
  const unlocking = (kept: string[]) =>
    new UnlockState({
      client: engine().client.connections,
      input: { project: '/shop' },
      url: 'postgresql://ada@db/shop',
      keychain: {
        storage: async () => ({ backend: 'keychain', isLasting: true }),
        keep: async ({ name, secret }) => kept.push(`${name} ${secret}`) > 0,
      },
    })

  it('keeps a right one in the keychain, when that is wanted', async () => {
    const kept: string[] = []
    const unlock = unlocking(kept)
    await unlock.load()
    unlock.password = 'right'
    expect(await unlock.unlock()).toBe(true)
    expect(kept).toEqual(['postgresql://ada@db/shop right'])
    expect(unlock.password).toBe('')
  })

  it('keeps none that was not asked to be kept', async () => {
    const kept: string[] = []
    const unlock = unlocking(kept)
    await unlock.load()
    unlock.keep = false
    unlock.password = 'right'
    await unlock.unlock()
    expect(kept).toEqual([])
  })

  it('keeps no wrong one, and says what the server says', async () => {
    const kept: string[] = []
    const unlock = unlocking(kept)
    await unlock.load()
    unlock.password = 'wrong'
    expect(await unlock.unlock()).toBe(false)
    expect(kept).toEqual([])
    expect(unlock.trying.failure?.message).toBe('The server refuses this password.')
  })
})
