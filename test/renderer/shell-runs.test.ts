import { describe, expect, it } from 'vitest'
import type { RunRecord } from '../../core/contract/runs'
import { runPath } from '../../renderer/views/runs/run-words'
import { RunsState } from '../../renderer/views/runs/runs-state.svelte'
import { engineOf, os } from './engine'

const run = (id: string, from: string[] = [], to: string[] = ['7c1f9a10d3b2']): RunRecord => ({
  id,
  from,
  to,
  startedAt: '2026-11-20T10:00:00Z',
  durationMs: 180,
  direction: 'upgrade',
  outcome: 'done',
  failure: null,
  backup: null,
  steps: [],
})

async function listed(chosen: string | null): Promise<RunsState> {
  const list = os.runs.list.handler(() => [run('c'), run('b'), run('a')])
  const state = new RunsState(engineOf({ runs: { list } }).client.runs, { project: '/bookshop' }, chosen)
  await state.load()
  return state
}

describe('the list of runs', () => {
  it('begins at the newest, or at the one the address names', async () => {
    expect((await listed(null)).chosen?.id).toBe('c')
    expect((await listed('a')).chosen?.id).toBe('a')
    expect((await listed('gone')).chosen?.id).toBe('c')
  })

  it('is walked by keys and stops at its ends', async () => {
    const state = await listed(null)
    expect(state.step(1)?.id).toBe('b')
    expect(state.step(10)?.id).toBe('a')
    expect(state.step(-10)?.id).toBe('c')
  })

  it('says from where to where', () => {
    expect(runPath(run('a'))).toBe('base → 7c1f9a10')
    expect(runPath(run('a', ['aaaaaaaaaaaa', 'bbbbbbbbbbbb'], []))).toBe('aaaaaaaa, bbbbbbbb → base')
  })
})
