import { planDowngrade } from '../script/revision-graph/plan-downgrade'
import { planUpgrade } from '../script/revision-graph/plan-upgrade'
import type { RevisionGraph } from '../script/revision-graph/revision-graph'
import type { Direction, MigrationStep } from '../runtime/run-migrations'

export interface MigrationTarget {
  readonly direction: Direction
  /** A revision identifier. */
  readonly target: string
}

/** The steps from the rows of the version table to a target. */
export const planSteps = (
  graph: RevisionGraph,
  rows: readonly string[],
  { direction, target }: MigrationTarget,
): readonly MigrationStep[] =>
  direction === 'upgrade' ? planUpgrade(graph, rows, target) : planDowngrade(graph, rows, target)

/** The rows after all the steps. */
export function rowsAfter(rows: readonly string[], steps: readonly MigrationStep[]): readonly string[] {
  const after = new Set(rows)
  for (const change of steps.flatMap(step => step.changes)) {
    if (change.kind !== 'insert') after.delete(change.kind === 'update' ? change.from : change.revision)
    if (change.kind !== 'delete') after.add(change.kind === 'update' ? change.to : change.revision)
  }
  return [...after].sort()
}
