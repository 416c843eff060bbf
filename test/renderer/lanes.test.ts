import { describe, expect, it } from 'vitest'
import { type LaneLayout, type LaneRow, layoutLanes } from '../../renderer/views/history/lanes'

/** `'c < a b, x'`: revision c after a and b, depending on x; a leading `?` marks it as pending. */
function rows(...texts: string[]): LaneRow[] {
  return texts.map(text => {
    const [, pending, id, parents, dependencies] = /^(\??)(\w+)(?: <([ \w]*))?(?:,([ \w]*))?$/.exec(text)!
    const words = (list?: string) => (list ?? '').split(' ').filter(Boolean)
    return { id: id!, parents: words(parents), dependsOn: words(dependencies), isPending: pending === '?' }
  })
}

const lanes = (layout: LaneLayout) => layout.cells.map(cell => cell.lane)
const links = (layout: LaneLayout) =>
  layout.cells.map(cell =>
    cell.links.map(({ from, to, style }) => `${from}${{ solid: '-', pending: '?', dependency: '.' }[style]}${to}`),
  )

describe('the lanes of the history', () => {
  it('draws one line as one lane', () => {
    const layout = layoutLanes(rows('c < b', 'b < a', 'a'))
    expect(lanes(layout)).toEqual([0, 0, 0])
    expect(links(layout)).toEqual([['0-0'], ['0-0'], []])
    expect(layout.width).toBe(1)
  })

  it('gives the second branch a lane of its own between its merge and its branch point', () => {
    const layout = layoutLanes(rows('merge < left right', 'right < fork', 'left < fork', 'fork < base', 'base'))
    expect(lanes(layout)).toEqual([0, 1, 0, 0, 0])
    expect(links(layout)).toEqual([['0-0', '0-1'], ['0-0', '1-1'], ['1-0', '0-0'], ['0-0'], []])
  })

  it('keeps several heads and several bases apart', () => {
    const layout = layoutLanes(rows('b2 < b1', 'a2 < a1', 'b1', 'a1'))
    expect(lanes(layout)).toEqual([0, 1, 0, 1])
    expect(links(layout)).toEqual([['0-0'], ['0-0', '1-1'], ['1-1'], []])
  })

  it('uses a lane again once its line has ended', () => {
    const layout = layoutLanes(rows('a2 < a1', 'b', 'a1', 'c'))
    expect(layout.width).toBe(2)
    expect(lanes(layout)).toEqual([0, 1, 0, 0])
  })

  it('joins lines to the same parent as soon as they meet', () => {
    const layout = layoutLanes(rows('d < a', 'c < a', 'b < a', 'a'))
    expect(lanes(layout)).toEqual([0, 1, 1, 0])
    expect(links(layout)).toEqual([['0-0'], ['0-0', '1-0'], ['0-0', '1-0'], []])
    expect(layout.width).toBe(2)
  })

  it('draws what a revision depends on as a dotted line that bends to it', () => {
    const layout = layoutLanes(rows('b2 < b1, a1', 'a1 < a0', 'b1', 'a0'))
    expect(links(layout)).toEqual([['0-0', '0.1'], ['0-0', '1-1'], ['1-1'], []])
    const both = layoutLanes(rows('c <, a', 'b < a', 'a'))
    expect(lanes(both)).toEqual([0, 1, 1])
    expect(links(both)).toEqual([['0.0'], ['0.1', '1-1'], []])
  })

  it('dashes the way up to pending revisions, and joins it to applied lines as solid', () => {
    const layout = layoutLanes(rows('?c < b', '?b < a', 'a'))
    expect(links(layout)).toEqual([['0?0'], ['0?0'], []])
    const mixed = layoutLanes(rows('?c < a', 'b < a', 'x', 'a'))
    expect(links(mixed)[0]).toEqual(['0?0'])
    expect(links(mixed)[1]).toEqual(['0?0', '1-0'])
    expect(links(mixed)[2]).toEqual(['0-0'])
  })

  it('ignores parents that are not among the rows', () => {
    const layout = layoutLanes(rows('b < a, gone', 'c < missing'))
    expect(links(layout)).toEqual([[], []])
  })

  it('leaves and reaches every revision by exactly its own lines', () => {
    const many = braid(200, 5)
    const layout = layoutLanes(many)
    for (const [index, row] of many.entries()) {
      const cell = layout.cells[index]!
      for (const parent of row.parents) {
        const end = many.findIndex(other => other.id === parent)
        expect(isConnected(layout, { row: index, lane: cell.lane }, { row: end, lane: layout.cells[end]!.lane })).toBe(
          true,
        )
      }
    }
  })

  it('grows with the rows alone: ten thousand stay as narrow as their branches', () => {
    const layout = layoutLanes(braid(10_000, 5))
    expect(layout.cells).toHaveLength(10_000)
    expect(layout.width).toBeLessThanOrEqual(10)
    const drawn = layout.cells.reduce((sum, cell) => sum + cell.links.length, 0)
    expect(drawn).toBeLessThan(10_000 * 12)
    const star = layoutLanes(
      [...Array.from({ length: 9_999 }, (_, i) => `n${i} < root`), 'root'].flatMap(text => rows(text)),
    )
    expect(star.width).toBe(2)
  })
})

/** A graph of several strands that branch and merge in turn, newest first. */
function braid(length: number, strands: number): LaneRow[] {
  const oldestFirst: LaneRow[] = []
  for (let index = 0; index < length; index++) {
    const parents = [index - strands, index % 7 === 0 ? index - strands - 2 : -1].filter(at => at >= 0)
    oldestFirst.push({
      id: `r${index}`,
      parents: parents.map(at => `r${at}`),
      dependsOn: [],
      isPending: index > length - 9,
    })
  }
  return oldestFirst.reverse()
}

function isConnected(
  layout: LaneLayout,
  start: { row: number; lane: number },
  end: { row: number; lane: number },
): boolean {
  let reached = new Set([start.lane])
  for (let row = start.row; row < end.row; row++) {
    const next = layout.cells[row]!.links.filter(link => reached.has(link.from)).map(link => link.to)
    reached = new Set(next)
  }
  return reached.has(end.lane)
}
