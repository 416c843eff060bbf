import { RetortError } from '../errors'
import type { MigrationStep } from '../runtime/run-migrations'
import { parseRange } from '../script/revision-graph/identifier'
import { planUpgrade } from '../script/revision-graph/plan-upgrade'
import type { RevisionGraph } from '../script/revision-graph/revision-graph'
import { resolveRevisions } from '../script/revision-graph/resolve'
import { scripted } from './dry-run'
import type { Project } from './open-project'
import { planSteps, rowsAfter, type MigrationTarget } from './plan-migration'
import { readRevisions, versionTableOf } from './read-revisions'

export interface OfflineRequest extends MigrationTarget {
  /** A revision identifier, or a range `A:B`. */
  readonly target: string
  readonly signal?: AbortSignal
}

export interface OfflineScript {
  readonly sql: readonly string[]
  /** The revisions that the script starts from. */
  readonly from: readonly string[]
  /** Where that was found: in the range, in the database, or nowhere, and then it is base. */
  readonly source: 'range' | 'database' | 'none'
}

/**
 * The script of an upgrade or downgrade. Without a range it starts where the database stands, if that can be asked; for a
 * database that needs no upgrade it is the script for an empty one.
 */
export async function migrateOffline(project: Project, request: OfflineRequest): Promise<OfflineScript> {
  const { graph } = await project.script()
  const range = parseRange(request.target)
  if (range !== null) {
    const rows = resolveRevisions(graph, range.from ?? 'base')
    const target = range.to ?? 'heads'
    return { sql: await scriptFrom(project, { ...request, target }, rows), from: rows, source: 'range' }
  }
  const rows = await readRevisions(project).catch(() => null)
  if (rows !== null && planSteps(graph, rows, request).length > 0)
    return { sql: await scriptForDatabase(project, request, rows), from: rows, source: 'database' }
  if (request.direction === 'upgrade') return { sql: await scriptFrom(project, request, []), from: [], source: 'none' }
  if (rows !== null) return { sql: [], from: rows, source: 'database' }
  throw new RetortError(
    'USAGE',
    'A downgrade script needs to know where it starts, and the database does not answer.',
    {
      hint: 'Write `retort downgrade FROM:TO --sql`, for example head:base.',
    },
  )
}

/** The script for a database with these rows, whose schema is what its revisions make. */
async function scriptFrom(
  project: Project,
  request: OfflineRequest,
  rows: readonly string[],
): Promise<readonly string[]> {
  const script = await project.script()
  const earlier = stepsUpTo(script.graph, rows)
  const { script: statements } = await scripted(project, {
    steps: [...earlier, ...planSteps(script.graph, rows, request)],
    silentSteps: earlier.length,
    startFrom: null,
    startsFromBase: rows.length === 0,
    load: async ({ revision, direction }) => (await script.load(revision))[direction],
    ...(request.signal && { signal: request.signal }),
  })
  return statements
}

/** The script for the project's database as it is. */
async function scriptForDatabase(
  project: Project,
  request: OfflineRequest,
  rows: readonly string[],
): Promise<readonly string[]> {
  const script = await project.script()
  return project.reading(async connection => {
    const { script: statements } = await scripted(project, {
      steps: planSteps(script.graph, rows, request),
      startFrom: connection,
      startsFromBase: !(await versionTableOf(project).exists(connection)),
      load: async ({ revision, direction }) => (await script.load(revision))[direction],
      ...(request.signal && { signal: request.signal }),
    })
    return statements
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
