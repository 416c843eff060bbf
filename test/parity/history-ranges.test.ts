import { describe, expect, test } from 'vitest'
import { historyRange } from '../../core/script/revision-graph/history-range'
import { resolveRevisions } from '../../core/script/revision-graph/resolve'
import { planDowngrade } from '../../core/script/revision-graph/plan-downgrade'
import { planStamp } from '../../core/script/revision-graph/plan-stamp'
import { planUpgrade } from '../../core/script/revision-graph/plan-upgrade'
import type { VersionChange } from '../../core/runtime/version-table'
import type { ErrorCode } from '../../core/errors'
import { graphOf, refusal } from '../harness/revision-graphs'

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

describe('a history range lists what Alembic lists', () => {
  test.each([
    ['aaa1:bbb4', 'bbb4 bbb3 aaa2 aaa1'],
    ['aaa1:', 'bbb5 bbb4 bbb3 ccc4 ccc3 aaa2 aaa1'],
    [':bbb4', 'bbb4 bbb3 aaa2 aaa1'],
    [':', 'bbb5 bbb4 bbb3 ccc4 nnn2 nnn1 ccc3 aaa2 aaa1'],
    ['-1:heads', 'bbb5 bbb4 ccc4 nnn2 nnn1 ccc3'],
    ['current:', 'bbb5 bbb4 bbb3 ccc4 ccc3'],
    ['base:current', 'bbb3 ccc3 aaa2 aaa1'],
    [':shop@head', 'bbb5 bbb4 bbb3 aaa2 aaa1'],
    ['shop@base:', 'bbb5 bbb4 bbb3 aaa2 aaa1'],
    ['net@base:', 'nnn2 nnn1 ccc3 aaa2 aaa1'],
    [':net@head', 'nnn2 nnn1 ccc3 aaa2 aaa1'],
    [':shop@head-1', 'bbb4 bbb3 aaa2 aaa1'],
    ['shop:', 'bbb5 bbb4 bbb3'],
    ['aaa1:aaa1', 'aaa1'],
  ])('%s', (range, expected) => {
    expect(historyRange(graph, range, CURRENT).join(' ')).toBe(expected)
  })

  test.each<[string, ErrorCode]>([
    ['bbb3:ccc4', 'NOT_ON_ONE_LINE'],
    ['-2:current', 'NOT_ON_ONE_LINE'],
    ['current:shop@+2', 'NOT_ON_ONE_LINE'],
    ['bbb4:aaa1', 'NOT_ON_ONE_LINE'],
    ['head-2:head', 'MULTIPLE_HEADS'],
    ['aaa1:+2', 'AMBIGUOUS_WALK'],
    ['aaa1', 'USAGE'],
    ['a:b:c', 'USAGE'],
    [':zzz9', 'REVISION_NOT_FOUND'],
  ])('%s is refused', (range, code) => {
    expect(codeOf(() => historyRange(graph, range, CURRENT))).toBe(code)
  })

  test('counts down from where the database stands', () => {
    expect(historyRange(graph, '-1:current', ['bbb4'])).toEqual(['bbb4', 'bbb3'])
    expect(historyRange(graph, '-9:current', ['bbb3'])).toEqual(['bbb3', 'aaa2', 'aaa1'])
  })

  test('is everything where the database is empty', () => {
    expect(historyRange(graph, 'current:', [])).toEqual(historyRange(graph, ':'))
    expect(historyRange(graph, ':current', [])).toEqual([])
  })
})

describe('a script changes the version rows as Alembic does for', () => {
  const upgrade = (from: string, to: string) => planUpgrade(graph, resolveRevisions(graph, from), to)
  const downgrade = (from: string, to: string) => planDowngrade(graph, resolveRevisions(graph, from), to)

  test.each([
    ['base', 'bbb3', '+aaa1 aaa1>aaa2 aaa2>bbb3'],
    ['bbb3', 'bbb5', 'bbb3>bbb4 bbb4>bbb5'],
    ['bbb3', '+2', 'bbb3>bbb4 bbb4>bbb5'],
    ['bbb3', 'bbb3+1', 'bbb3>bbb4'],
    ['aaa2', 'heads', 'aaa2>ccc3 +nnn1 -nnn1 ccc3>nnn2 +ccc4 +bbb3 bbb3>bbb4 bbb4>bbb5'],
  ])('upgrade %s:%s', (from, to, expected) => {
    expect(shown(upgrade(from, to).flatMap(step => step.changes))).toBe(expected)
  })

  test.each([
    ['bbb5', 'bbb3', 'bbb5>bbb4 bbb4>bbb3'],
    ['bbb5', 'base', 'bbb5>bbb4 bbb4>bbb3 bbb3>aaa2 aaa2>aaa1 -aaa1'],
    ['bbb5', '-1', 'bbb5>bbb4'],
    ['nnn2', 'net@base', '+nnn1 nnn2>ccc3 -nnn1'],
  ])('downgrade %s:%s', (from, to, expected) => {
    expect(shown(downgrade(from, to).flatMap(step => step.changes))).toBe(expected)
  })

  test.each([
    ['base', 'bbb3', '+bbb3'],
    ['bbb3', 'bbb5', 'bbb3>bbb5'],
    ['base', 'base', ''],
  ])('stamp %s:%s', (from, to, expected) => {
    expect(shown(planStamp(graph, resolveRevisions(graph, from), [to]).changes)).toBe(expected)
  })

  test('an upgrade of several heads from nothing is refused', () => {
    expect(codeOf(() => upgrade('base', 'head'))).toBe('MULTIPLE_HEADS')
    expect(codeOf(() => upgrade('base', '+2'))).toBe('AMBIGUOUS_WALK')
  })
})

function codeOf(ask: () => unknown): ErrorCode | null {
  try {
    ask()
    return null
  } catch (error) {
    return refusal(error).code
  }
}

const shown = (changes: readonly VersionChange[]): string =>
  changes
    .map(change => {
      if (change.kind === 'update') return `${change.from}>${change.to}`
      return `${change.kind === 'insert' ? '+' : '-'}${change.revision}`
    })
    .join(' ')
