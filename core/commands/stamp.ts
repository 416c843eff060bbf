import type { Direction } from '../runtime/run-migrations'
import { planStamp } from '../script/revision-graph/plan-stamp'
import { resolveRevisions } from '../script/revision-graph/resolve'
import type { RevisionGraph } from '../script/revision-graph/revision-graph'
import type { Project } from './open-project'
import { versionTableOf } from './read-revisions'

export interface StampOptions {
  /** Revision identifiers; for a script also one range `A:B`. */
  readonly targets: readonly string[]
  /** Empty the version table first, whatever stands in it. */
  readonly purge: boolean
  /** Write the script instead. */
  readonly offline: boolean
}

export interface StampResult {
  readonly from: readonly string[]
  readonly to: readonly string[]
  readonly steps: readonly {
    readonly revision: string
    readonly direction: Direction
    readonly message: string
    readonly durationMs: number
    readonly statements: number
  }[]
  readonly sql: readonly string[]
}

/** Writes the version table without running anything. */
export async function stamp(project: Project, { targets, purge, offline }: StampOptions): Promise<StampResult> {
  const { graph } = await project.script()
  const table = versionTableOf(project)
  if (offline) {
    const { from, wanted } = endsOf(graph, targets)
    const { rows, changes } = planStamp(graph, from, wanted)
    const start = purge ? 'emptied' : from.length > 0 || changes.length === 0 ? 'kept' : 'missing'
    return { from, to: rows, steps: [], sql: table.script(changes, start) }
  }
  return project.writing(async connection => {
    const from = await table.read(connection)
    const { rows, changes } = planStamp(graph, from, targets, { purge })
    await connection.execute('BEGIN')
    try {
      await table.ensure(connection)
      await table.apply(connection, changes)
      await connection.execute('COMMIT')
    } catch (error) {
      await connection.execute('ROLLBACK')
      throw error
    }
    const stamped = rows.filter(row => !from.includes(row))
    const steps = stamped.map(revision => ({
      revision,
      direction: 'upgrade' as const,
      message: graph.get(revision).message,
      durationMs: 0,
      statements: 1,
    }))
    return { from, to: rows, steps, sql: [] }
  })
}

/** A script may start from where the database stands: `FROM:TO`. */
function endsOf(graph: RevisionGraph, targets: readonly string[]) {
  const [from, to, ...rest] = targets[0]?.split(':') ?? []
  if (targets.length !== 1 || from === undefined || to === undefined || rest.length > 0)
    return { from: [], wanted: targets }
  return { from: from === '' || from === 'base' ? [] : resolveRevisions(graph, from), wanted: [to || 'heads'] }
}
