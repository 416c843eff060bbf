import { RetortError } from '../errors'
import type { MigrationStep } from '../runtime/run-migrations'
import { planUpgrade } from '../script/revision-graph/plan-upgrade'
import type { RevisionGraph } from '../script/revision-graph/revision-graph'
import { resolveRevisions } from '../script/revision-graph/resolve'
import { scripted } from './dry-run'
import type { Project } from './open-project'
import { planSteps, rowsAfter, type MigrationTarget } from './plan-migration'

export interface OfflineRequest extends MigrationTarget {
  /** A revision identifier, or a range `A:B`. */
  readonly target: string
  readonly signal?: AbortSignal
}

/** The script of an upgrade or downgrade, as statements. The database is not touched. */
export async function migrateOffline(
  project: Project,
  { direction, target, signal }: OfflineRequest,
): Promise<readonly string[]> {
  const script = await project.script()
  const { from, to } = endsOf(target, direction)
  const rows = from === 'base' ? [] : resolveRevisions(script.graph, from)
  const earlier = stepsUpTo(script.graph, rows)
  const steps = planSteps(script.graph, rows, { direction, target: to })
  const { script: statements } = await scripted(project, {
    steps: [...earlier, ...steps],
    silentSteps: earlier.length,
    startFrom: null,
    startsFromBase: rows.length === 0,
    load: async ({ revision, direction: way }) => (await script.load(revision))[way],
    ...(signal && { signal }),
  })
  return statements
}

function endsOf(
  target: string,
  direction: MigrationTarget['direction'],
): { readonly from: string; readonly to: string } {
  const [from, to, ...rest] = target.split(':')
  if (rest.length === 0 && from !== undefined && to !== undefined)
    return { from: from === '' ? 'base' : from, to: to === '' ? 'heads' : to }
  if (direction === 'upgrade') return { from: 'base', to: target }
  throw new RetortError('USAGE', 'A downgrade script needs to know where it starts.', {
    hint: 'Write `retort downgrade FROM:TO --sql`, for example head:base.',
  })
}

/** What brings an empty database to where the script starts. */
function stepsUpTo(graph: RevisionGraph, rows: readonly string[]): readonly MigrationStep[] {
  let reached: readonly string[] = []
  return rows.flatMap(row => {
    const steps = planUpgrade(graph, reached, row)
    reached = rowsAfter(reached, steps)
    return steps
  })
}
