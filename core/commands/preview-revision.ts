import type { Operation } from '../operations/operation'
import { recordOperations } from '../runtime/operation-recorder'
import type { Direction } from '../runtime/run-migrations'
import { planUpgrade } from '../script/revision-graph/plan-upgrade'
import type { RevisionModule, ScriptDirectory } from '../script/script-directory'
import { scripted } from './dry-run'
import type { Project } from './open-project'

export interface PreviewRequest {
  readonly revision: string
  /** The text to look at instead of the one on disk. */
  readonly source?: string
  readonly signal?: AbortSignal
}

export interface PreviewDirection {
  readonly operations: readonly Operation[]
  readonly sql: readonly string[]
  /** Why the operations or the SQL cannot be had. */
  readonly failure: unknown
}

export interface RevisionPreview {
  readonly upgrade: PreviewDirection
  readonly downgrade: PreviewDirection
}

/** What a revision does, in both directions: its operations and its SQL, seen on a schema that the revisions before it make. */
export async function previewRevision(project: Project, request: PreviewRequest): Promise<RevisionPreview> {
  const script = await project.script()
  let module: RevisionModule
  try {
    module = await script.load(request.revision, request.source)
  } catch (failure) {
    const broken = { operations: [], sql: [], failure }
    return { upgrade: broken, downgrade: broken }
  }
  const preview = { project, script, module, request }
  return { upgrade: await directionOf('upgrade', preview), downgrade: await directionOf('downgrade', preview) }
}

interface Preview {
  readonly project: Project
  readonly script: ScriptDirectory
  readonly module: RevisionModule
  readonly request: PreviewRequest
}

async function directionOf(
  direction: Direction,
  { project, script, module, request }: Preview,
): Promise<PreviewDirection> {
  let operations: readonly Operation[] = []
  try {
    operations = await recordOperations(module[direction])
    const before = planUpgrade(script.graph, [], request.revision)
    const steps = direction === 'upgrade' ? before : [...before, { ...lastOf(before), direction, changes: [] }]
    const { reports } = await scripted(project, {
      steps,
      startFrom: null,
      startsFromBase: false,
      load: async step =>
        step.revision === request.revision
          ? module[step.direction]
          : (await script.load(step.revision))[step.direction],
      ...(request.signal && { signal: request.signal }),
    })
    return { operations, sql: reports.at(-1)?.sql ?? [], failure: null }
  } catch (failure) {
    return { operations, sql: [], failure }
  }
}

function lastOf<T>(items: readonly T[]): T {
  const last = items.at(-1)
  if (last === undefined) throw new RangeError('a list that is not empty')
  return last
}
