import { describe, expect, it } from 'vitest'
import type { RunEvent, RunRecord, RunResult } from '../../core/contract/runs'
import { EngineGone } from '../../renderer/client/failure'
import { advance, NO_PROGRESS } from '../../renderer/views/run/run-progress'
import { type RunClient, RunState } from '../../renderer/views/run/run-state.svelte'
import { failsWith } from './fixtures'

const INPUT = { project: '/bookshop' }
const UP = { direction: 'upgrade', target: 'head' } as const
const REPORT = { revision: 'bbbb', direction: 'upgrade', message: 'b', durationMs: 3, statements: 1 } as const
const RESULT: RunResult = { from: ['aaaa'], to: ['bbbb'], steps: [REPORT], backup: '/backups/1.db' }
const STEP: RunEvent = { kind: 'step', index: 0, of: 1, revision: 'bbbb', message: 'b' }

function clientOf(events: (signal: AbortSignal | undefined) => AsyncGenerator<RunEvent>, records: RunRecord[] = []) {
  const started: object[] = []
  const client: RunClient = {
    runs: {
      plan: async () => ({ from: ['aaaa'], to: ['bbbb'], steps: [], backupByDefault: true }),
      start: async (input, options) => {
        started.push(input)
        return events(options?.signal)
      },
      list: async () => records,
    },
    history: { list: async () => ({ revisions: [], current: ['aaaa'], problem: null }) },
  }
  return { client, started }
}

async function planned(client: RunClient, schedule = (flush: () => void) => flush()): Promise<RunState> {
  const state = new RunState(client, INPUT, { request: UP, schedule })
  await state.loadPlan()
  return state
}

function recordOf(changes: Partial<RunRecord>): RunRecord {
  const startedAt = new Date().toISOString()
  return {
    id: '1',
    startedAt,
    durationMs: 5,
    failure: null,
    outcome: 'cancelled',
    direction: 'upgrade',
    ...RESULT,
    steps: [],
    ...changes,
  }
}

async function* untilAborted(signal: AbortSignal | undefined): AsyncGenerator<RunEvent> {
  yield STEP
  signal?.throwIfAborted()
  await new Promise((_resolve, reject) => signal!.addEventListener('abort', () => reject(signal!.reason)))
}

describe('a run', () => {
  it('is planned first and backs up unless told otherwise', async () => {
    const { client, started } = clientOf(async function* () {
      yield { kind: 'done', result: RESULT }
    })
    const state = await planned(client)
    expect([state.phase, state.backup]).toEqual(['planned', true])
    await state.start()
    expect(started).toEqual([{ ...INPUT, ...UP, backup: true }])
    expect([state.phase, state.result?.backup]).toEqual(['done', '/backups/1.db'])
  })

  it('says why there is no plan', async () => {
    const { client } = clientOf(async function* () {})
    const state = await planned({
      ...client,
      runs: {
        ...client.runs,
        plan: async () => {
          throw failsWith({ code: 'MULTIPLE_HEADS', message: 'There are two heads.' })
        },
      },
    })
    expect([state.phase, state.planFailure?.code]).toEqual(['unplanned', 'MULTIPLE_HEADS'])
    await state.start()
    expect(state.phase).toBe('unplanned')
  })

  it('draws at most once for all the events of a frame', async () => {
    const frames: (() => void)[] = []
    const { client } = clientOf(async function* () {
      yield STEP
      for (let done = 1; done <= 1000; done++) yield { kind: 'rows', table: 'orders', done, total: 1000 }
      yield { kind: 'done', result: RESULT }
    })
    const state = await planned(client, flush => frames.push(flush))
    await state.start()
    expect(frames).toHaveLength(1)
    expect(state.progress.rows).toEqual({ table: 'orders', done: 1000, total: 1000 })
  })

  it('tells what failed and what was taken back', async () => {
    const failure = {
      code: 'MIGRATION_FAILED',
      message: 'No such table.',
      revision: 'bbbb',
      sql: 'DROP TABLE x',
    } as const
    const { client } = clientOf(async function* () {
      yield STEP
      yield { kind: 'failed', failure, rolledBack: 'Revision bbbb was rolled back.' }
    })
    const state = await planned(client)
    await state.start()
    expect(state.phase).toBe('failed')
    expect(state.end).toEqual({ failure, rolledBack: 'Revision bbbb was rolled back.', current: null })
  })

  it('can be cancelled while it runs and then says where the database stands', async () => {
    const { client } = clientOf(untilAborted, [recordOf({ outcome: 'cancelled' })])
    const state = await planned(client)
    const running = state.start()
    state.cancel()
    expect(state.phase).toBe('cancelling')
    await running
    expect(state.phase).toBe('cancelled')
    expect(state.end).toMatchObject({ failure: { code: 'CANCELLED' }, current: ['aaaa'] })
  })

  it('counts as done when it came to its end before the cancel reached it', async () => {
    const { client } = clientOf(untilAborted, [recordOf({ outcome: 'done', steps: [{ ...REPORT, sql: [] }] })])
    const state = await planned(client)
    const running = state.start()
    state.cancel()
    await running
    expect([state.phase, state.result?.to]).toEqual(['done', ['bbbb']])
  })

  it('does not wait for the word of an engine that was ended inside a statement', async () => {
    const { client } = clientOf(untilAborted)
    const answers = [Promise.reject(new EngineGone('The engine has stopped.')), Promise.resolve([])]
    const state = await planned({ ...client, runs: { ...client.runs, list: () => answers.shift()! } })
    const running = state.start()
    state.cancel()
    await running
    expect([state.phase, state.end?.current, answers.length]).toEqual(['cancelled', ['aaaa'], 0])
  })

  it('fails in words when the engine is gone', async () => {
    const { client } = clientOf(
      async function* () {
        yield STEP
        throw new EngineGone('The engine has stopped.')
      },
      [recordOf({ outcome: 'failed' })],
    )
    const state = await planned(client)
    await state.start()
    expect([state.phase, state.end?.failure.code]).toEqual(['failed', 'ENGINE_GONE'])
  })

  it.each([
    ['an upgrade goes back to where it began', UP, ['aaaa'], { direction: 'downgrade', target: 'aaaa' }],
    ['an upgrade of an empty database goes back to base', UP, [], { direction: 'downgrade', target: 'base' }],
    ['an upgrade from several heads has no single target', UP, ['a', 'b'], null],
    [
      'a downgrade goes up again',
      { direction: 'downgrade', target: 'base' } as const,
      ['bbbb'],
      { direction: 'upgrade', target: 'bbbb' },
    ],
    [
      'a downgrade from several heads goes to all of them',
      { direction: 'downgrade', target: 'base' } as const,
      ['a', 'b'],
      { direction: 'upgrade', target: 'heads' },
    ],
  ])('is undone: %s', async (_name, request, from, undo) => {
    const { client } = clientOf(async function* () {
      yield { kind: 'done', result: { ...RESULT, from } }
    })
    const state = new RunState(client, INPUT, { request, schedule: flush => flush() })
    await state.loadPlan()
    await state.start()
    expect(state.undoRequest).toEqual(undo)
  })
})

describe('the progress of a run', () => {
  it('follows backup, steps, statements and rows', () => {
    const progress = advance(NO_PROGRESS, [
      { kind: 'backup', done: 1, total: 9 },
      STEP,
      { kind: 'statement', sql: 'CREATE TABLE t (id INTEGER)' },
      { kind: 'rows', table: 't', done: 2, total: 4 },
    ])
    expect(progress).toMatchObject({
      backup: null,
      step: { index: 0, of: 1, revision: 'bbbb' },
      statement: 'CREATE TABLE t (id INTEGER)',
      rows: { table: 't', done: 2, total: 4 },
    })
    expect(progress.log.map(line => line.kind)).toEqual(['step', 'statement'])
    expect(advance(progress, [{ kind: 'stepDone', index: 0, report: REPORT }])).toMatchObject({
      statement: null,
      rows: null,
    })
  })

  it('keeps the newest lines of a long log, each under its own number', () => {
    const many = Array.from({ length: 1000 }, (_, index): RunEvent => ({ kind: 'note', message: `line ${index}` }))
    const progress = advance(advance(NO_PROGRESS, many), many.slice(0, 3))
    expect(progress.log).toHaveLength(400)
    expect(progress.log.at(-1)).toMatchObject({ id: 1002, text: 'line 2' })
    expect(new Set(progress.log.map(line => line.id)).size).toBe(400)
  })
})
