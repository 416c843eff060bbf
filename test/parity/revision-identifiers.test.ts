import { describe, expect, test } from 'vitest'
import type { ErrorCode } from '../../core/errors'
import type { MigrationStep } from '../../core/runtime/run-migrations'
import { planDowngrade } from '../../core/script/revision-graph/plan-downgrade'
import { planStamp } from '../../core/script/revision-graph/plan-stamp'
import { planUpgrade } from '../../core/script/revision-graph/plan-upgrade'
import { resolveRevisions } from '../../core/script/revision-graph/resolve'
import { graphOf, refusal, rowsAfter } from '../harness/revision-graphs'

/** What Alembic answers on this graph, with the version table at bbb3 and ccc3. */
const graph = graphOf({
  aaa1: {},
  aaa2: { down: ['aaa1'] },
  bbb3: { down: ['aaa2'], labels: ['shop'] },
  bbb4: { down: ['bbb3'] },
  bbb5: { down: ['bbb4'] },
  ccc3: { down: ['aaa2'] },
  ccc4: { down: ['ccc3'] },
  nnn1: { labels: ['net'] },
  nnn2: { down: ['nnn1'], dependsOn: ['ccc3'] },
})
const CURRENT = ['bbb3', 'ccc3']

type Refusal = { readonly code: ErrorCode }
type Run = { readonly steps: readonly string[]; readonly rows: readonly string[] }
interface Row {
  readonly id: string
  readonly upgrade: Run | Refusal
  readonly downgrade: Run | Refusal
  readonly stamp: readonly string[] | Refusal
  readonly show: readonly string[] | Refusal
}

const refuses = (code: ErrorCode): Refusal => ({ code })
const leads = (steps: readonly string[], rows: readonly string[]): Run => ({ steps, rows })

/** Two things are ours: an ambiguous prefix is called so, and where Alembic crashes there is a coded error. */
const ROWS: readonly Row[] = [
  {
    id: 'head',
    upgrade: refuses('MULTIPLE_HEADS'),
    downgrade: refuses('MULTIPLE_HEADS'),
    stamp: refuses('MULTIPLE_HEADS'),
    show: refuses('MULTIPLE_HEADS'),
  },
  {
    id: 'heads',
    upgrade: leads(['nnn1', 'nnn2', 'ccc4', 'bbb4', 'bbb5'], ['bbb5', 'ccc4', 'nnn2']),
    downgrade: refuses('MULTIPLE_HEADS'),
    stamp: ['bbb5', 'ccc4', 'nnn2'],
    show: ['bbb5', 'ccc4', 'nnn2'],
  },
  {
    id: 'base',
    upgrade: leads([], ['bbb3', 'ccc3']),
    downgrade: leads(['bbb3', 'ccc3', 'aaa2', 'aaa1'], []),
    stamp: [],
    show: [],
  },
  {
    id: 'bbb5',
    upgrade: leads(['bbb4', 'bbb5'], ['bbb5', 'ccc3']),
    downgrade: refuses('UNREACHABLE_REVISION'),
    stamp: ['bbb5', 'ccc3'],
    show: ['bbb5'],
  },
  {
    id: 'bb',
    upgrade: refuses('AMBIGUOUS_REVISION'),
    downgrade: refuses('AMBIGUOUS_REVISION'),
    stamp: refuses('AMBIGUOUS_REVISION'),
    show: refuses('AMBIGUOUS_REVISION'),
  },
  {
    id: 'bbb4',
    upgrade: leads(['bbb4'], ['bbb4', 'ccc3']),
    downgrade: refuses('UNREACHABLE_REVISION'),
    stamp: ['bbb4', 'ccc3'],
    show: ['bbb4'],
  },
  {
    id: 'ccc',
    upgrade: refuses('AMBIGUOUS_REVISION'),
    downgrade: refuses('AMBIGUOUS_REVISION'),
    stamp: refuses('AMBIGUOUS_REVISION'),
    show: refuses('AMBIGUOUS_REVISION'),
  },
  {
    id: 'a',
    upgrade: refuses('AMBIGUOUS_REVISION'),
    downgrade: refuses('AMBIGUOUS_REVISION'),
    stamp: refuses('AMBIGUOUS_REVISION'),
    show: refuses('AMBIGUOUS_REVISION'),
  },
  {
    id: 'zzz',
    upgrade: refuses('REVISION_NOT_FOUND'),
    downgrade: refuses('REVISION_NOT_FOUND'),
    stamp: refuses('REVISION_NOT_FOUND'),
    show: refuses('REVISION_NOT_FOUND'),
  },
  {
    id: 'shop',
    upgrade: leads([], ['bbb3', 'ccc3']),
    downgrade: leads([], ['bbb3', 'ccc3']),
    stamp: ['bbb3', 'ccc3'],
    show: ['bbb3'],
  },
  {
    id: 'shop@head',
    upgrade: leads(['bbb4', 'bbb5'], ['bbb5', 'ccc3']),
    downgrade: refuses('MULTIPLE_HEADS'),
    stamp: ['bbb5', 'ccc3'],
    show: ['bbb5'],
  },
  {
    id: 'shop@heads',
    upgrade: leads(['bbb4', 'bbb5'], ['bbb5', 'ccc3']),
    downgrade: refuses('MULTIPLE_HEADS'),
    stamp: ['bbb5', 'ccc3'],
    show: ['bbb5'],
  },
  {
    id: 'shop@base',
    upgrade: leads([], ['bbb3', 'ccc3']),
    downgrade: leads(['bbb3', 'ccc3', 'aaa2', 'aaa1'], []),
    stamp: ['ccc3'],
    show: [],
  },
  {
    id: 'net',
    upgrade: leads(['nnn1'], ['bbb3', 'ccc3', 'nnn1']),
    downgrade: refuses('UNREACHABLE_REVISION'),
    stamp: ['bbb3', 'ccc3', 'nnn1'],
    show: ['nnn1'],
  },
  {
    id: 'net@head',
    upgrade: leads(['nnn1', 'nnn2'], ['bbb3', 'nnn2']),
    downgrade: refuses('MULTIPLE_HEADS'),
    stamp: ['bbb3', 'nnn2'],
    show: ['nnn2'],
  },
  {
    id: 'net@heads',
    upgrade: leads(['nnn1', 'nnn2'], ['bbb3', 'nnn2']),
    downgrade: refuses('MULTIPLE_HEADS'),
    stamp: ['bbb3', 'nnn2'],
    show: ['nnn2'],
  },
  {
    id: 'bbb3@head',
    upgrade: leads(['bbb4', 'bbb5'], ['bbb5', 'ccc3']),
    downgrade: refuses('MULTIPLE_HEADS'),
    stamp: ['bbb5', 'ccc3'],
    show: ['bbb5'],
  },
  {
    id: 'aaa1@head',
    upgrade: refuses('MULTIPLE_HEADS'),
    downgrade: refuses('MULTIPLE_HEADS'),
    stamp: refuses('MULTIPLE_HEADS'),
    show: refuses('MULTIPLE_HEADS'),
  },
  {
    id: 'ccc4@head',
    upgrade: leads(['ccc4'], ['bbb3', 'ccc4']),
    downgrade: refuses('MULTIPLE_HEADS'),
    stamp: ['bbb3', 'ccc4'],
    show: ['ccc4'],
  },
  {
    id: '+1',
    upgrade: refuses('AMBIGUOUS_WALK'),
    downgrade: refuses('UNREACHABLE_REVISION'),
    stamp: refuses('REVISION_NOT_FOUND'),
    show: refuses('REVISION_NOT_FOUND'),
  },
  {
    id: '+2',
    upgrade: refuses('AMBIGUOUS_WALK'),
    downgrade: refuses('UNREACHABLE_REVISION'),
    stamp: refuses('REVISION_NOT_FOUND'),
    show: refuses('REVISION_NOT_FOUND'),
  },
  {
    id: '+9',
    upgrade: refuses('AMBIGUOUS_WALK'),
    downgrade: refuses('UNREACHABLE_REVISION'),
    stamp: refuses('REVISION_NOT_FOUND'),
    show: refuses('REVISION_NOT_FOUND'),
  },
  {
    id: '-1',
    upgrade: refuses('UNREACHABLE_REVISION'),
    downgrade: leads(['bbb3'], ['ccc3']),
    stamp: refuses('REVISION_NOT_FOUND'),
    show: ['bbb4', 'ccc3', 'nnn1'],
  },
  {
    id: '-2',
    upgrade: refuses('UNREACHABLE_REVISION'),
    downgrade: leads(['bbb3', 'ccc3', 'aaa2'], ['aaa1']),
    stamp: refuses('REVISION_NOT_FOUND'),
    show: refuses('UNREACHABLE_REVISION'),
  },
  {
    id: 'shop@+1',
    upgrade: leads(['bbb4'], ['bbb4', 'ccc3']),
    downgrade: refuses('UNREACHABLE_REVISION'),
    stamp: refuses('REVISION_NOT_FOUND'),
    show: refuses('REVISION_NOT_FOUND'),
  },
  {
    id: 'shop@+2',
    upgrade: leads(['bbb4', 'bbb5'], ['bbb5', 'ccc3']),
    downgrade: refuses('UNREACHABLE_REVISION'),
    stamp: refuses('REVISION_NOT_FOUND'),
    show: refuses('REVISION_NOT_FOUND'),
  },
  {
    id: 'shop@-1',
    upgrade: refuses('UNREACHABLE_REVISION'),
    downgrade: leads(['bbb3'], ['ccc3']),
    stamp: refuses('REVISION_NOT_FOUND'),
    show: ['bbb4'],
  },
  {
    id: 'net@+1',
    upgrade: leads(['nnn1'], ['bbb3', 'ccc3', 'nnn1']),
    downgrade: refuses('UNREACHABLE_REVISION'),
    stamp: refuses('REVISION_NOT_FOUND'),
    show: refuses('REVISION_NOT_FOUND'),
  },
  {
    id: 'net@-1',
    upgrade: refuses('UNREACHABLE_REVISION'),
    downgrade: refuses('UNREACHABLE_REVISION'),
    stamp: refuses('REVISION_NOT_FOUND'),
    show: ['nnn1'],
  },
  {
    id: 'bbb3+1',
    upgrade: leads(['bbb4'], ['bbb4', 'ccc3']),
    downgrade: refuses('UNREACHABLE_REVISION'),
    stamp: refuses('REVISION_NOT_FOUND'),
    show: refuses('REVISION_NOT_FOUND'),
  },
  {
    id: 'bb3+1',
    upgrade: refuses('REVISION_NOT_FOUND'),
    downgrade: refuses('REVISION_NOT_FOUND'),
    stamp: refuses('REVISION_NOT_FOUND'),
    show: refuses('REVISION_NOT_FOUND'),
  },
  {
    id: 'bbb3+9',
    upgrade: refuses('UNREACHABLE_REVISION'),
    downgrade: refuses('UNREACHABLE_REVISION'),
    stamp: refuses('REVISION_NOT_FOUND'),
    show: refuses('REVISION_NOT_FOUND'),
  },
  {
    id: 'bbb5-1',
    upgrade: leads(['bbb4'], ['bbb4', 'ccc3']),
    downgrade: refuses('UNREACHABLE_REVISION'),
    stamp: refuses('REVISION_NOT_FOUND'),
    show: refuses('REVISION_NOT_FOUND'),
  },
  {
    id: 'head-1',
    upgrade: refuses('MULTIPLE_HEADS'),
    downgrade: refuses('MULTIPLE_HEADS'),
    stamp: refuses('REVISION_NOT_FOUND'),
    show: refuses('REVISION_NOT_FOUND'),
  },
  {
    id: 'shop@head-1',
    upgrade: leads(['bbb4'], ['bbb4', 'ccc3']),
    downgrade: refuses('UNREACHABLE_REVISION'),
    stamp: refuses('REVISION_NOT_FOUND'),
    show: refuses('REVISION_NOT_FOUND'),
  },
  {
    id: 'aaa2+1',
    upgrade: refuses('AMBIGUOUS_WALK'),
    downgrade: refuses('AMBIGUOUS_WALK'),
    stamp: refuses('REVISION_NOT_FOUND'),
    show: refuses('REVISION_NOT_FOUND'),
  },
  {
    id: 'ccc3+1',
    upgrade: leads(['ccc4'], ['bbb3', 'ccc4']),
    downgrade: refuses('UNREACHABLE_REVISION'),
    stamp: refuses('REVISION_NOT_FOUND'),
    show: refuses('REVISION_NOT_FOUND'),
  },
  {
    id: 'heads-1',
    upgrade: refuses('MULTIPLE_HEADS'),
    downgrade: refuses('MULTIPLE_HEADS'),
    stamp: refuses('REVISION_NOT_FOUND'),
    show: refuses('REVISION_NOT_FOUND'),
  },
  {
    id: 'base+1',
    upgrade: refuses('AMBIGUOUS_WALK'),
    downgrade: refuses('AMBIGUOUS_WALK'),
    stamp: refuses('REVISION_NOT_FOUND'),
    show: refuses('REVISION_NOT_FOUND'),
  },
  {
    id: 'current',
    upgrade: refuses('REVISION_NOT_FOUND'),
    downgrade: refuses('REVISION_NOT_FOUND'),
    stamp: refuses('REVISION_NOT_FOUND'),
    show: ['bbb3', 'ccc3'],
  },
  {
    id: 'current+1',
    upgrade: refuses('REVISION_NOT_FOUND'),
    downgrade: refuses('REVISION_NOT_FOUND'),
    stamp: refuses('REVISION_NOT_FOUND'),
    show: refuses('REVISION_NOT_FOUND'),
  },
  {
    id: 'ccc3@base',
    upgrade: leads([], ['bbb3', 'ccc3']),
    downgrade: leads(['bbb3', 'ccc3', 'aaa2', 'aaa1'], []),
    stamp: ['bbb3'],
    show: [],
  },
  {
    id: 'net@base',
    upgrade: leads([], ['bbb3', 'ccc3']),
    downgrade: leads([], ['bbb3', 'ccc3']),
    stamp: ['bbb3', 'ccc3'],
    show: [],
  },
  {
    id: '+0',
    upgrade: refuses('UNREACHABLE_REVISION'),
    downgrade: refuses('UNREACHABLE_REVISION'),
    stamp: refuses('REVISION_NOT_FOUND'),
    show: refuses('REVISION_NOT_FOUND'),
  },
  {
    id: 'aaa2',
    upgrade: leads([], ['bbb3', 'ccc3']),
    downgrade: leads(['bbb3', 'ccc3'], ['aaa2']),
    stamp: ['aaa2'],
    show: ['aaa2'],
  },
]

const outcome = (steps: readonly MigrationStep[]): Run => ({
  steps: steps.map(step => step.revision),
  rows: rowsAfter(
    CURRENT,
    steps.flatMap(step => step.changes),
  ),
})

function answer<T>(ask: () => T): T | Refusal {
  try {
    return ask()
  } catch (error) {
    return refusal(error)
  }
}

describe.each(ROWS)('the identifier $id is understood as in Alembic by', row => {
  test('upgrade', () => {
    expect(answer(() => outcome(planUpgrade(graph, CURRENT, row.id)))).toEqual(row.upgrade)
  })

  test('downgrade', () => {
    expect(answer(() => outcome(planDowngrade(graph, CURRENT, row.id)))).toEqual(row.downgrade)
  })

  test('stamp', () => {
    const stamped = answer(() => {
      const plan = planStamp(graph, CURRENT, [row.id])
      expect(rowsAfter(CURRENT, plan.changes)).toEqual(plan.rows)
      return plan.rows
    })
    expect(stamped).toEqual(row.stamp)
  })

  test('show', () => {
    expect(answer(() => resolveRevisions(graph, row.id, CURRENT))).toEqual(row.show)
  })
})
