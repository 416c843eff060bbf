import { describe, expect, it } from 'vitest'
import type { BackupRecord } from '../../core/contract/backups'
import { BackupsState } from '../../renderer/views/backups/backups-state.svelte'
import { engineOf, failing, os } from './engine'

const backup = (name: string): BackupRecord => ({
  path: `/backups/${name}`,
  name,
  bytes: 4_100_000,
  sha256: 'ab'.repeat(32),
  createdAt: '2026-11-20T10:00:00Z',
  database: 'sqlite:bookshop.db',
  revisions: ['7c1f9a'],
  reason: 'by hand',
  verifiedAt: null,
})

/** Keeps its backups in memory; `torn.db` is damaged. */
async function shelf(...names: string[]) {
  let kept = names.map(backup)
  const restoring = Promise.withResolvers<undefined>()
  const { client } = engineOf({
    backups: {
      list: os.backups.list.handler(() => kept),
      create: os.backups.create.handler(() => {
        kept = [backup('new.db'), ...kept]
        return kept[0]!
      }),
      verify: os.backups.verify.handler(({ input, errors }) => {
        if (input.path === '/backups/torn.db')
          throw failing(errors, { code: 'BACKUP_DAMAGED', message: 'Its checksum differs.', path: input.path })
        return { ...kept.find(({ path }) => path === input.path)!, verifiedAt: '2026-11-20T11:00:00Z' }
      }),
      restore: os.backups.restore.handler(async ({ input }) => {
        await restoring.promise
        const before = backup('before.db')
        kept = [before, ...kept]
        return { restored: kept.find(({ path }) => path === input.path)!, before }
      }),
      remove: os.backups.remove.handler(({ input }) => (kept = kept.filter(({ path }) => path !== input.path))),
    },
  })
  const state = new BackupsState(client.backups, { project: '/bookshop' })
  await state.load()
  return { state, finishRestoring: () => restoring.resolve(undefined) }
}

const names = (state: BackupsState) => state.backups?.map(({ name }) => name)

describe('the backups of a database', () => {
  it('show a new one at once', async () => {
    const { state } = await shelf('old.db')
    await state.create()
    expect(names(state)).toEqual(['new.db', 'old.db'])
  })

  it('carry a mark once verified', async () => {
    const { state } = await shelf('old.db', 'other.db')
    expect(await state.verify(state.backups![0]!)).toBe(true)
    expect(state.backups?.map(({ verifiedAt }) => verifiedAt)).toEqual(['2026-11-20T11:00:00Z', null])
    expect(state.verifying).toEqual([])
  })

  it('say beside a damaged one what is wrong, until it is tried again', async () => {
    const { state } = await shelf('torn.db')
    const torn = state.backups![0]!
    expect(await state.verify(torn)).toBe(false)
    expect(state.problems[torn.path]?.code).toBe('BACKUP_DAMAGED')
    const again = state.verify(torn)
    expect(state.problems).toEqual({})
    await again
  })

  it('do nothing to the database before the question is answered', async () => {
    const { state } = await shelf('old.db')
    state.ask('restore', state.backups![0]!)
    expect(state.question?.kind).toBe('restore')
    expect(state.dismiss()).toBe(true)
    expect(state.question).toBeNull()
    expect(names(state)).toEqual(['old.db'])
  })

  it('keep the question open for as long as it is acted upon, then tell what was kept of the present', async () => {
    const { state, finishRestoring } = await shelf('old.db')
    const [old] = state.backups!
    state.ask('restore', old!)
    const restoring = state.restore(old!)
    expect(state.dismiss()).toBe(false)
    finishRestoring()
    expect(await restoring).toMatchObject({ name: 'before.db' })
    expect(state.question).toBeNull()
    expect(names(state)).toEqual(['before.db', 'old.db'])
  })

  it('lose the one that is removed', async () => {
    const { state } = await shelf('old.db', 'other.db')
    state.ask('remove', state.backups![0]!)
    await state.remove(state.backups![0]!)
    expect(names(state)).toEqual(['other.db'])
    expect(state.question).toBeNull()
  })
})
