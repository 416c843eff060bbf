import { describe, expect, it, vi } from 'vitest'
import { asFailure } from '../../renderer/client/failure'
import { engineOf, failing, os } from './engine'

const listing = { folder: '/home/ada', parent: '/home', entries: [] }
const never = new Promise<never>(() => undefined)

describe('the way to the engine', () => {
  it('carries calls and their answers', async () => {
    const { client, connected } = engineOf({ project: { browse: os.project.browse.handler(() => listing) } })
    expect(await client.project.browse({})).toEqual(listing)
    expect(connected).toEqual([true])
  })

  it('carries a failure as data', async () => {
    const failure = { code: 'PROJECT_NOT_FOUND' as const, message: 'There is no such folder.', hint: 'Choose another.' }
    const browse = os.project.browse.handler(({ errors }) => {
      throw failing(errors, failure)
    })
    const { client } = engineOf({ project: { browse } })
    expect(asFailure(await client.project.browse({}).catch((error: unknown) => error))).toEqual(failure)
  })

  it('ends a call whose engine has gone, which by itself would never settle', async () => {
    const asked = Promise.withResolvers<undefined>()
    const browse = os.project.browse.handler(() => {
      asked.resolve(undefined)
      return never
    })
    const { client, die } = engineOf({ project: { browse } })
    const call = client.project.browse({}).catch((error: unknown) => error)
    await asked.promise
    die()
    expect(asFailure(await call)).toMatchObject({ code: 'ENGINE_GONE', hint: expect.stringContaining('rolled back') })
  })

  it('ends a stream whose engine has gone in the midst of it', async () => {
    const watch = os.project.watch.handler(async function* () {
      yield { changed: 'files' as const }
      await never
    })
    const { client, die } = engineOf({ project: { watch } })
    const seen: string[] = []
    const error = await (async () => {
      for await (const { changed } of await client.project.watch({ project: '/bookshop' })) {
        seen.push(changed)
        die()
      }
      return null
    })().catch((reason: unknown) => reason)
    expect(seen).toEqual(['files'])
    expect(asFailure(error).code).toBe('ENGINE_GONE')
  })

  it('finds the next engine by itself', async () => {
    const { client, connected, die } = engineOf({ project: { browse: os.project.browse.handler(() => listing) } })
    await client.project.browse({})
    die()
    await vi.waitFor(() => expect(connected).toEqual([true, false, true]))
    expect(await client.project.browse({})).toEqual(listing)
  })

  it('tells the host which call was taken back', async () => {
    const watch = os.project.watch.handler(async function* ({ signal }) {
      yield { changed: 'database' as const }
      await new Promise(resolve => signal?.addEventListener('abort', resolve))
    })
    const { client, cancelled } = engineOf({ project: { watch } })
    const abort = new AbortController()
    const changes = await client.project.watch({ project: '/bookshop' }, { signal: abort.signal })
    await changes.next()
    abort.abort()
    expect(cancelled).toEqual(['project.watch'])
  })

  it('calls anything else that was thrown a defect', () => {
    expect(asFailure(new TypeError('x is not a function'))).toMatchObject({
      code: 'INTERNAL',
      message: 'x is not a function',
    })
    expect(asFailure(new DOMException('Aborted', 'AbortError')).code).toBe('CANCELLED')
  })
})
