import { RunJournal, type RunEntry } from '../runtime/run-journal'
import type { Direction } from '../runtime/run-migrations'
import type { ScriptDirectory } from '../script/script-directory'
import { history, type HistoryOptions } from './history'
import type { Project } from './open-project'

/** A revision that was run on this database, as the project's journal remembers it. */
export interface AppliedRecord {
  readonly revision: string
  readonly direction: Direction
  readonly message: string
  /** ISO 8601, UTC. */
  readonly at: string
  readonly durationMs: number
  /** Of the program; null where an older one did not write it down. */
  readonly version: string | null
  /** Of the code that was run; comments and white space do not count. */
  readonly checksum: string | null
  /** The file's code is another one now. */
  readonly isChanged: boolean
}

/** What was run on this database, the last first. */
export async function appliedHistory(
  project: Project,
  { range }: Pick<HistoryOptions, 'range'>,
): Promise<readonly AppliedRecord[]> {
  const script = await project.script()
  const checksums = checksumsOf(script)
  const listed = range === null ? null : new Set((await history(project, { range })).map(({ revision }) => revision))
  const steps = await stepsOn(project)
  return Promise.all(
    steps
      .filter(({ step }) => listed?.has(step.revision) ?? true)
      .map(async ({ step, entry }) => ({
        revision: step.revision,
        direction: step.direction,
        message: step.message,
        at: step.at ?? entry.startedAt,
        durationMs: step.durationMs,
        version: entry.version ?? null,
        checksum: step.checksum ?? null,
        isChanged: await hasChanged(step.checksum ?? null, checksums(step.revision)),
      })),
  )
}

/** Applied revisions whose code is another one than what was run. The rows of the version table are read only if needed. */
export async function changedRevisions(
  project: Project,
  readRows: () => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const steps = await stepsOn(project)
  if (steps.length === 0) return []
  const script = await project.script()
  const rows = await readRows()
  const applied = script.graph.applied(rows.filter(row => script.graph.has(row)))
  const last = new Map(steps.toReversed().map(({ step }) => [step.revision, step]))
  const changed = await Promise.all(
    [...last.values()].map(async ({ revision, direction, checksum = null }) => {
      if (direction === 'downgrade' || checksum === null || !applied.has(revision)) return []
      return (await script.checksum(revision)) === checksum ? [] : [revision]
    }),
  )
  return changed.flat()
}

async function stepsOn({ settings }: Project) {
  const entries = await new RunJournal(settings.folder).list()
  return entries
    .filter((entry: RunEntry) => entry.database === settings.url.shown)
    .flatMap(entry => entry.steps.toReversed().map(step => ({ step, entry })))
}

/** A file's checksum, worked out once. */
function checksumsOf(script: ScriptDirectory): (revision: string) => Promise<string | null> {
  const known = new Map<string, Promise<string | null>>()
  return revision => {
    const checksum = known.get(revision) ?? (script.graph.has(revision) ? script.checksum(revision) : none)
    known.set(revision, checksum)
    return checksum
  }
}

const none: Promise<null> = Promise.resolve(null)

/** Where one of the two is not known, nothing can be said. */
async function hasChanged(then: string | null, now: Promise<string | null>): Promise<boolean> {
  const found = await now
  return then !== null && found !== null && then !== found
}
