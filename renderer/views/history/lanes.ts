/** What the lanes need to know of a row. Rows come newest first, children before parents. */
export interface LaneRow {
  readonly id: string
  readonly parents: readonly string[]
  readonly dependsOn: readonly string[]
  /** The database is known not to have it. */
  readonly isPending: boolean
}

export type LinkStyle = 'solid' | 'pending' | 'dependency'

/** A line from the middle of one row to the middle of the next. */
export interface LaneLink {
  readonly from: number
  readonly to: number
  readonly style: LinkStyle
}

export interface LaneCell {
  /** The lane the row's point stands in, from 0 at the left. */
  readonly lane: number
  /** The lines that leave this row downwards, its own and those that pass by. */
  readonly links: readonly LaneLink[]
}

export interface LaneLayout {
  readonly cells: readonly LaneCell[]
  readonly width: number
}

/** A lane is a line on its way down to the revision it awaits; `sources` are where it comes from in the row just drawn. */
interface Lane {
  readonly awaits: string
  readonly isDependency: boolean
  style: LinkStyle
  sources: { readonly from: number; readonly style: LinkStyle }[]
}

/**
 * Places every revision in a lane and draws the lines between neighbouring rows, in one pass from the top.
 * Lines to the same parent share a lane as soon as they meet, so the work is rows × lines alive at once.
 */
export function layoutLanes(rows: readonly LaneRow[]): LaneLayout {
  const known = new Set(rows.map(row => row.id))
  const board = new LaneBoard()
  const cells: { lane: number; links: readonly LaneLink[] }[] = []
  for (const row of rows) {
    const lane = board.place(row.id)
    const previous = cells.at(-1)
    if (previous) previous.links = board.takeLinks(lane)
    board.arrive(row.id)
    board.leave(lane, row, known)
    cells.push({ lane, links: [] })
  }
  return { cells, width: board.width }
}

class LaneBoard {
  readonly #lanes: (Lane | null)[] = []
  readonly #byParent = new Map<string, number>()
  readonly #byDependency = new Map<string, number>()

  get width(): number {
    return this.#lanes.length
  }

  /** The lane a revision stands in: the line that awaits it, else a free one. */
  place(id: string): number {
    return this.#byParent.get(id) ?? this.#byDependency.get(id) ?? this.#free()
  }

  /** The lines of the gap above a row; a dotted one that awaits the row bends to it. */
  takeLinks(lane: number): LaneLink[] {
    const arriving = this.#lanes[lane]?.awaits
    const links: LaneLink[] = []
    for (const [index, line] of this.#lanes.entries()) {
      if (!line) continue
      const to = line.isDependency && line.awaits === arriving ? lane : index
      for (const { from, style } of line.sources) links.push({ from, to, style })
      line.sources = [{ from: index, style: line.style }]
    }
    return links
  }

  /** Ends the lines that awaited this revision. */
  arrive(id: string): void {
    for (const lanes of [this.#byParent, this.#byDependency]) {
      const lane = lanes.get(id)
      if (lane === undefined) continue
      this.#lanes[lane] = null
      lanes.delete(id)
    }
  }

  /** Starts the lines from a revision to its parents and to what it depends on. */
  leave(lane: number, row: LaneRow, known: ReadonlySet<string>): void {
    const style = row.isPending ? 'pending' : 'solid'
    const parents = row.parents.filter(id => known.has(id))
    for (const [index, parent] of parents.entries()) {
      this.#connect({ from: lane, to: parent, style, preferred: index === 0 ? lane : null })
    }
    for (const dependency of row.dependsOn) {
      if (known.has(dependency) && !parents.includes(dependency))
        this.#connect({ from: lane, to: dependency, style: 'dependency', preferred: null })
    }
  }

  #connect(line: { from: number; to: string; style: LinkStyle; preferred: number | null }): void {
    const isDependency = line.style === 'dependency'
    const index = isDependency ? this.#byDependency : this.#byParent
    const source = { from: line.from, style: line.style }
    const existing = index.get(line.to)
    const shared = existing === undefined ? null : (this.#lanes[existing] ?? null)
    if (existing === undefined || !shared) {
      const lane = line.preferred ?? this.#free()
      this.#lanes[lane] = { awaits: line.to, isDependency, style: line.style, sources: [source] }
      index.set(line.to, lane)
      return
    }
    shared.sources.push(source)
    if (line.style === 'solid') shared.style = 'solid'
    if (line.preferred === null || line.preferred > existing) return
    this.#lanes[existing] = null
    this.#lanes[line.preferred] = shared
    index.set(line.to, line.preferred)
  }

  #free(): number {
    const lane = this.#lanes.indexOf(null)
    if (lane >= 0) return lane
    this.#lanes.push(null)
    return this.#lanes.length - 1
  }
}
