import type { LaneLink } from './lanes'

const MARGIN = 24
const ROOM = 150

/** Measures of the lanes: they move closer together before they would push the words aside. */
export interface LaneMeasures {
  readonly width: number
  readonly step: number
}

export function measureLanes(laneCount: number): LaneMeasures {
  const gaps = Math.max(0, laneCount - 1)
  const step = gaps === 0 ? 0 : Math.min(24, ROOM / gaps)
  return { step, width: 2 * MARGIN + gaps * step }
}

export function laneX(lane: number, { step }: LaneMeasures): number {
  return MARGIN + lane * step
}

/** A line between two neighbouring rows: straight down, or in a bend from lane to lane. */
export function linkPath(
  link: LaneLink,
  top: number,
  { measures, rowHeight }: { measures: LaneMeasures; rowHeight: number },
): string {
  const [from, to] = [laneX(link.from, measures), laneX(link.to, measures)]
  const bottom = top + rowHeight
  if (from === to) return `M${from} ${top}V${bottom}`
  const bend = rowHeight * 0.6
  return `M${from} ${top}C${from} ${top + bend} ${to} ${bottom - bend} ${to} ${bottom}`
}

/** One of the four colours: a line that leaves the trunk has the colour of the outer lane. */
export function laneColour(lane: number): string {
  return `var(--lane-${(lane % 4) + 1})`
}
