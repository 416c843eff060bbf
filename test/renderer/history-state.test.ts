import { describe, expect, it } from 'vitest'
import type { HistoryRow } from '../../core/contract/history'
import { type HistoryClient, HistoryState } from '../../renderer/views/history/history-state.svelte'
import { details, failsWith, operation, record, row } from './fixtures'

const INPUT = { project: '/bookshop' }
const NEWEST_FIRST = [
  row('dddd', { downRevision: ['cccc'], isHead: true, isApplied: false, message: 'split customer names' }),
  row('cccc', { downRevision: ['bbbb'], isApplied: false }),
  row('bbbb', { downRevision: ['aaaa'], isCurrent: true, branchLabels: ['wishlists'] }),
  row('aaaa', { isBase: true }),
]

function clientOf(rows: HistoryRow[], overrides: Partial<HistoryClient['history']> = {}) {
  const created: object[] = []
  const client: HistoryClient = {
    history: {
      list: async () => ({ revisions: rows, current: ['bbbb'], problem: null }),
      show: async ({ revision }) => details(rows.find(one => one.revision === revision)!),
      ...overrides,
    },
    revisions: {
      create: async input => {
        created.push(input)
        rows.unshift(row('eeee', { downRevision: ['dddd'], isApplied: false }))
        return record('eeee')
      },
    },
  }
  return { client, created }
}

async function loaded(client: HistoryClient): Promise<HistoryState> {
  const state = new HistoryState(client, INPUT)
  await state.load()
  return state
}

describe('the history', () => {
  it('begins at the revision where the database is', async () => {
    const state = await loaded(clientOf([...NEWEST_FIRST]).client)
    expect(state.selectedId).toBe('bbbb')
    expect(state.details?.revision.revision).toBe('bbbb')
    expect(state.lines.map(line => line.isPending)).toEqual([true, true, false, false])
  })

  it('finds by the words of id, message and labels together', async () => {
    const state = await loaded(clientOf([...NEWEST_FIRST]).client)
    const found = (query: string) => {
      state.query = query
      return state.lines.map(line => line.row.revision)
    }
    expect(found('names SPLIT')).toEqual(['dddd'])
    expect(found('wish')).toEqual(['bbbb'])
    expect(found('ccc')).toEqual(['cccc'])
    expect(found('split wish')).toEqual([])
    expect(found(' ')).toHaveLength(4)
  })

  it('moves the selection among the lines that are shown, and stops at the ends', async () => {
    const state = await loaded(clientOf([...NEWEST_FIRST]).client)
    await state.moveTo(state.selectedIndex - 1)
    expect(state.selectedId).toBe('cccc')
    await state.moveTo(-5)
    expect(state.selectedId).toBe('dddd')
    await state.moveTo(99)
    expect(state.selectedId).toBe('aaaa')
    expect(state.details?.revision.revision).toBe('aaaa')
  })

  it('shows the details of the last selection, whichever answer comes last', async () => {
    const answers = new Map<string, () => void>()
    const { client } = clientOf([...NEWEST_FIRST], {
      show: ({ revision }) =>
        new Promise(resolve =>
          answers.set(revision, () => resolve(details(NEWEST_FIRST.find(one => one.revision === revision)!))),
        ),
    })
    const state = new HistoryState(client, INPUT)
    state.revisions = NEWEST_FIRST
    const slow = state.select('aaaa')
    const quick = state.select('dddd')
    answers.get('dddd')!()
    answers.get('aaaa')!()
    await Promise.all([slow, quick])
    expect(state.details?.revision.revision).toBe('dddd')
  })

  it('warns in the list of pending revisions that drop data', async () => {
    const { client } = clientOf([...NEWEST_FIRST], {
      show: async ({ revision }) =>
        details(
          NEWEST_FIRST.find(one => one.revision === revision)!,
          [operation({ isDestructive: revision !== 'cccc' })],
        ),
    })
    const state = await loaded(client)
    expect(state.lines.filter(line => line.dropsData).map(line => line.row.revision)).toEqual(['dddd'])
  })

  it('still lists the files when the database cannot be reached, and calls nothing pending', async () => {
    const problem = { code: 'CONNECTION_FAILED', message: 'No server there.' } as const
    const { client } = clientOf([...NEWEST_FIRST], {
      list: async () => ({ revisions: NEWEST_FIRST, current: [], problem }),
    })
    const state = await loaded(client)
    expect(state.problem).toEqual(problem)
    expect(state.lines).toHaveLength(4)
    expect(state.lines.some(line => line.isPending)).toBe(false)
  })

  it('keeps the old list beside the reason when it cannot be read again', async () => {
    let isBroken = false
    const { client } = clientOf([...NEWEST_FIRST], {
      list: async () => {
        if (isBroken) throw failsWith({ code: 'BAD_REVISION_FILE', message: 'Line 3.', hint: 'Correct it.' })
        return { revisions: NEWEST_FIRST, current: ['bbbb'], problem: null }
      },
    })
    const state = await loaded(client)
    isBroken = true
    await state.load()
    expect(state.failure).toMatchObject({ code: 'BAD_REVISION_FILE', hint: 'Correct it.' })
    expect(state.lines).toHaveLength(4)
  })

  it('selects a new revision once it is written', async () => {
    const { client, created } = clientOf([...NEWEST_FIRST])
    const state = await loaded(client)
    state.query = 'wish'
    await state.create('add loyalty', 'dddd')
    expect(created).toEqual([{ project: '/bookshop', message: 'add loyalty', head: 'dddd' }])
    expect(state.selected?.revision).toBe('eeee')
    expect(state.isFiltered).toBe(false)
  })

  it('draws dependencies that are written as labels or as beginnings of ids', async () => {
    const rows = [
      row('ffff', { dependsOn: ['wishlists'] }),
      row('eeee', { dependsOn: ['aa'] }),
      ...NEWEST_FIRST.slice(2),
    ]
    const state = await loaded(clientOf(rows).client)
    expect(state.lines[0]!.cell.links.map(link => link.style)).toEqual(['dependency'])
    expect(state.lines[1]!.cell.links.map(link => link.style)).toEqual(['dependency', 'dependency'])
  })
})
