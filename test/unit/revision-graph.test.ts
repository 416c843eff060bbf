import { describe, expect, test } from 'vitest'
import { RetortError } from '../../core/errors'
import { planDowngrade } from '../../core/script/revision-graph/plan-downgrade'
import { planStamp } from '../../core/script/revision-graph/plan-stamp'
import { planUpgrade } from '../../core/script/revision-graph/plan-upgrade'
import { resolveRevisions } from '../../core/script/revision-graph/resolve'
import { RevisionGraph } from '../../core/script/revision-graph/revision-graph'
import { graphOf, revisionOf, rowsAfter } from '../harness/revision-graphs'

const merged = graphOf({
  a1: {},
  b1: { down: ['a1'] },
  c1: { down: ['a1'] },
  m1: { down: ['b1', 'c1'] },
  z1: { dependsOn: ['c1'] },
})

describe('a graph knows', () => {
  test('its heads, bases, branch points and merge points', () => {
    expect(merged.heads).toEqual(['m1', 'z1'])
    expect(merged.bases).toEqual(['a1', 'z1'])
    expect(merged.branchPoints).toEqual(['a1'])
    expect(merged.revisions.map(each => each.revision).filter(merged.isMergePoint)).toEqual(['m1'])
  })

  test('which heads another revision depends on', () => {
    const graph = graphOf({ a1: {}, z1: { dependsOn: ['a1'] } })
    expect(graph.heads).toEqual(['a1', 'z1'])
    expect(graph.realHeads).toEqual(['z1'])
  })

  test('an order with children before parents', () => {
    expect(merged.order()).toEqual(['m1', 'b1', 'z1', 'c1', 'a1'])
  })

  test('the labels of a line, down to its branch point', () => {
    const graph = graphOf({
      a1: {},
      b1: { down: ['a1'] },
      b2: { down: ['b1'], labels: ['shop'] },
      b3: { down: ['b2'] },
      c1: { down: ['a1'] },
    })
    const labelled = graph.revisions.map(each => each.revision).filter(id => graph.labelsOf(id).has('shop'))
    expect(labelled).toEqual(['b1', 'b2', 'b3'])
  })
})

describe('a graph is refused where', () => {
  test('two files have one id, naming both', () => {
    const error = failure(() => new RevisionGraph([revisionOf('a1'), { ...revisionOf('a1'), path: '/other/a1.ts' }]))
    expect(error.code).toBe('REVISION_EXISTS')
    expect(error.details.hint).toContain('/versions/a1.ts, /other/a1.ts')
  })

  test('a parent is missing, naming the file that wants it', () => {
    const error = failure(() => graphOf({ b1: { down: ['a1'] } }))
    expect(error.code).toBe('REVISION_NOT_FOUND')
    expect(error.message).toContain('a1')
    expect(error.details.path).toBe('/versions/b1.ts')
  })

  test('a dependency is missing', () => {
    expect(failure(() => graphOf({ b1: { dependsOn: ['a1'] } })).code).toBe('REVISION_NOT_FOUND')
  })

  test('revisions follow each other in a loop, which is named', () => {
    const error = failure(() =>
      graphOf({ a1: {}, b1: { down: ['a1', 'd1'] }, c1: { down: ['b1'] }, d1: { down: ['c1'] }, e1: { down: ['d1'] } }),
    )
    expect(error.code).toBe('REVISION_CYCLE')
    expect(error.message).toContain('c1 -> d1 -> b1 -> c1')
  })

  test('a revision follows or depends on itself', () => {
    expect(failure(() => graphOf({ a1: { down: ['a1'] } })).code).toBe('REVISION_CYCLE')
    expect(failure(() => graphOf({ a1: {}, b1: { down: ['a1'], dependsOn: ['b1'] } })).code).toBe('REVISION_CYCLE')
  })

  test('a label is used twice or is an id', () => {
    expect(failure(() => graphOf({ a1: { labels: ['shop'] }, b1: { labels: ['shop'] } })).code).toBe('REVISION_EXISTS')
    expect(failure(() => graphOf({ a1: {}, b1: { labels: ['a1'] } })).code).toBe('REVISION_EXISTS')
  })

  test.each(['a@1', 'a-1', 'a+1', 'a:1', ''])('an id is "%s"', id => {
    expect(failure(() => graphOf({ [id]: {} })).code).toBe('BAD_REVISION_FILE')
  })
})

describe('an identifier', () => {
  const graph = graphOf({ '25037d13f0d6': { labels: ['shop'] }, '25037fffffff': { down: ['25037d13f0d6'] } })

  test('may be a prefix of four characters or more', () => {
    expect(resolveRevisions(graph, '25037d')).toEqual(['25037d13f0d6'])
    expect(resolveRevisions(graph, 'shop@25037f')).toEqual(['25037fffffff'])
  })

  test('that fits several lists them', () => {
    const error = failure(() => resolveRevisions(graph, '25037'))
    expect(error.code).toBe('AMBIGUOUS_REVISION')
    expect(error.message).toContain('25037d13f0d6, 25037fffffff')
  })

  test('that is too short says so', () => {
    const short = graphOf({ '25037d13f0d6': {} })
    expect(failure(() => resolveRevisions(short, '250')).details.hint).toContain('4 characters')
  })

  test('of another line is refused', () => {
    expect(failure(() => resolveRevisions(graphOf({ aaaa1: { labels: ['x'] }, bbbb1: {} }), 'x@bbbb1')).code).toBe(
      'REVISION_NOT_FOUND',
    )
  })

  test('head of a project without revisions is nothing', () => {
    expect(resolveRevisions(graphOf({}), 'head')).toEqual([])
    expect(planUpgrade(graphOf({}), [], 'head')).toEqual([])
  })

  test('of several heads lists them and says what to do', () => {
    const error = failure(() => resolveRevisions(merged, 'head'))
    expect(error.code).toBe('MULTIPLE_HEADS')
    expect(error.message).toContain('m1, z1')
    expect(error.details.hint).toContain('heads')
  })
})

describe('a plan', () => {
  test('names a row of the database that no file has', () => {
    for (const plan of [
      () => planUpgrade(merged, ['gone1'], 'heads'),
      () => planDowngrade(merged, ['gone1'], 'base'),
      () => planStamp(merged, ['gone1'], ['a1']),
    ]) {
      const error = failure(plan)
      expect(error.code).toBe('REVISION_NOT_FOUND')
      expect(error.message).toContain('gone1')
      expect(error.details.hint).toContain('--purge')
    }
  })

  test('with purge replaces whatever stands in the table', () => {
    const plan = planStamp(merged, ['gone1', 'b1'], ['m1'], { purge: true })
    expect(rowsAfter(['gone1', 'b1'], plan.changes)).toEqual(['m1'])
  })

  test('stamps several revisions side by side', () => {
    expect(planStamp(merged, ['a1'], ['b1', 'c1']).rows).toEqual(['b1', 'c1'])
    expect(planStamp(merged, ['b1'], ['b1', 'c1']).rows).toEqual(['b1', 'c1'])
  })

  test('joins the rows of a merge and parts them again', () => {
    const up = planUpgrade(merged, [], 'm1')
    expect(
      rowsAfter(
        [],
        up.flatMap(step => step.changes),
      ),
    ).toEqual(['m1'])
    const down = planDowngrade(merged, ['m1'], 'b1')
    expect(
      rowsAfter(
        ['m1'],
        down.flatMap(step => step.changes),
      ),
    ).toEqual(['b1', 'c1'])
  })

  test('copes with rows of which one implies another', () => {
    const down = planDowngrade(merged, ['c1', 'z1'], 'z1@base')
    const changes = down.flatMap(step => step.changes)
    expect(rowsAfter(['c1', 'z1'], changes)).toEqual(['c1'])
  })

  test('takes no other line down where the one named is not applied', () => {
    const error = failure(() => planDowngrade(merged, ['b1'], 'c1@-1'))
    expect(error.code).toBe('UNREACHABLE_REVISION')
  })

  test('takes down what depends on a revision before it', () => {
    const steps = planDowngrade(merged, ['m1', 'z1'], 'a1').map(step => step.revision)
    expect(new Set(steps)).toEqual(new Set(['m1', 'b1', 'c1', 'z1']))
    expect(steps.indexOf('z1')).toBeLessThan(steps.indexOf('c1'))
  })

  test('of every revision up and down again ends where it began', () => {
    const up = planUpgrade(merged, [], 'heads')
    const rows = rowsAfter(
      [],
      up.flatMap(step => step.changes),
    )
    expect(rows).toEqual(['m1', 'z1'])
    const down = planDowngrade(merged, rows, 'base')
    expect(
      rowsAfter(
        rows,
        down.flatMap(step => step.changes),
      ),
    ).toEqual([])
    expect(down).toHaveLength(up.length)
  })
})

test('five thousand revisions with branches, merges and dependencies are planned in one pass each', () => {
  const revisions = Array.from({ length: 5000 }, (_, at) => {
    const id = `r${String(at).padStart(5, '0')}`
    const before = (back: number): string[] => (at >= back ? [`r${String(at - back).padStart(5, '0')}`] : [])
    if (at % 10 === 5) return revisionOf(id, { down: before(2) })
    if (at % 10 === 6) return revisionOf(id, { down: [...before(1), ...before(2)] })
    return revisionOf(id, { down: before(1), dependsOn: at % 10 === 9 ? before(4) : [] })
  })
  const graph = new RevisionGraph(revisions)
  const up = planUpgrade(graph, [], 'heads')
  expect(up).toHaveLength(5000)
  const rows = rowsAfter(
    [],
    up.flatMap(step => step.changes),
  )
  expect(rows).toEqual([...graph.realHeads])
  expect(
    rowsAfter(
      rows,
      planDowngrade(graph, rows, 'base').flatMap(step => step.changes),
    ),
  ).toEqual([])
})

function failure(ask: () => unknown): RetortError {
  try {
    ask()
  } catch (error) {
    if (error instanceof RetortError) return error
    throw error
  }
  throw new Error('It was not refused.')
}
