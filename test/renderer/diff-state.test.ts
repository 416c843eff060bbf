import { describe, expect, it, vi } from 'vitest'
import type { Change } from '../../core/contract/diff'
import { type DiffClient, DiffState } from '../../renderer/views/diff/diff-state.svelte'
import { change, comparison, failsWith, record } from './fixtures'

const CHANGES = [
  change('1', { table: 'orders' }),
  change('2', { table: 'users', verb: 'drop', isDestructive: true, rowsAtStake: 3 }),
  change('3', { table: 'orders', verb: 'alter' }),
]

function clientOf(changes: readonly Change[], overrides: Partial<DiffClient['diff']> = {}) {
  const previewed: string[][] = []
  const written: object[] = []
  const client: DiffClient = {
    diff: {
      compare: async () => comparison(changes),
      preview: async ({ changes: ids }) => {
        previewed.push(ids)
        return { upgrade: ids.join('+'), downgrade: '', sql: [] }
      },
      createRevision: async input => {
        written.push(input)
        return record('new1')
      },
      ...overrides,
    },
  }
  return { client, previewed, written }
}

async function loaded(client: DiffClient): Promise<DiffState> {
  const state = new DiffState(client, { project: '/bookshop' })
  await state.load()
  return state
}

describe('the diff', () => {
  it('groups the changes by table and leaves what loses data unticked', async () => {
    const state = await loaded(clientOf(CHANGES).client)
    expect(state.groups.map(group => [group.table, group.rows, group.changes.length])).toEqual([
      ['orders', null, 2],
      ['users', 3, 1],
    ])
    expect(state.ticked).toEqual(['1', '3'])
    expect(state.preview?.upgrade).toBe('1+3')
  })

  it('asks once for the revision when several ticks change in a row', async () => {
    vi.useFakeTimers()
    try {
      const { client, previewed } = clientOf(CHANGES)
      const state = await loaded(client)
      state.tick(['2'], true)
      state.tick(['1'], false)
      await vi.advanceTimersByTimeAsync(500)
      expect(previewed).toEqual([
        ['1', '3'],
        ['2', '3'],
      ])
      expect(state.preview?.upgrade).toBe('2+3')
    } finally {
      vi.useRealTimers()
    }
  })

  it('keeps ticks that were made by hand through a new comparison', async () => {
    const state = await loaded(clientOf(CHANGES).client)
    state.tick(['2'], true)
    await state.load()
    expect(state.ticked).toEqual(['1', '2', '3'])
  })

  it('shows the newest preview, whichever answer comes last', async () => {
    const answers: (() => void)[] = []
    const { client } = clientOf(CHANGES, {
      preview: ({ changes }) =>
        new Promise(resolve => answers.push(() => resolve({ upgrade: changes.join('+'), downgrade: '', sql: [] }))),
    })
    const state = new DiffState(client, { project: '/bookshop' })
    const first = state.load()
    await vi.waitFor(() => expect(answers).toHaveLength(1))
    state.tick(['1'], false)
    const second = state.load()
    await vi.waitFor(() => expect(answers).toHaveLength(2))
    answers[1]!()
    answers[0]!()
    await Promise.all([first, second])
    expect(state.preview?.upgrade).toBe('3')
  })

  it('writes a revision only with a message and a tick', async () => {
    const { client, written } = clientOf(CHANGES)
    const state = await loaded(client)
    await state.create()
    expect(written).toEqual([])
    state.message = '  exact totals '
    expect(state.canCreate).toBe(true)
    await state.create()
    expect(written).toEqual([{ project: '/bookshop', changes: ['1', '3'], message: 'exact totals' }])
    expect(state.created?.revision).toBe('new1')
    state.message = 'again'
    state.tick(['1', '3'], false)
    expect(state.canCreate).toBe(false)
  })

  it('compares anew when model or database changed before the revision was written', async () => {
    let compared = 0
    const { client } = clientOf(CHANGES, {
      compare: async () => comparison(compared++ === 0 ? CHANGES : CHANGES.slice(0, 1)),
      createRevision: async () => {
        throw failsWith({ code: 'FILE_CHANGED', message: 'The model has changed.' })
      },
    })
    const state = await loaded(client)
    state.message = 'exact totals'
    await state.create()
    expect(state.createFailure?.code).toBe('FILE_CHANGED')
    expect(state.message).toBe('exact totals')
    expect(state.ticked).toEqual(['1'])
  })

  it('compares a database that is behind its revisions, but writes none before they have run', async () => {
    const { client, written } = clientOf(CHANGES)
    const state = new DiffState(client, { project: '/bookshop' }, () => 2)
    await state.load()
    state.message = 'exact totals'
    expect(state.groups).toHaveLength(2)
    expect(state.canCreate).toBe(false)
    await state.create()
    expect(written).toEqual([])
  })

  it('says where a model is wrong', async () => {
    const { client } = clientOf([], {
      compare: async () => {
        throw failsWith({ code: 'BAD_MODEL', message: 'No.', path: 'model.ts:3' })
      },
    })
    const state = await loaded(client)
    expect(state.comparison).toBeNull()
    expect(state.failure?.path).toBe('model.ts:3')
  })
})
