import { compareModel } from './compare-model'
import type { Project } from './open-project'
import { versionTableOf } from './read-revisions'

/** The one thing to say of a project's database. */
export type Status =
  | { readonly kind: 'atHead' | 'empty' }
  | { readonly kind: 'behind'; readonly revisions: number }
  | { readonly kind: 'drifted'; readonly differences: number }
  | { readonly kind: 'unknownRevision'; readonly revision: string }
  | { readonly kind: 'cannotConnect' | 'broken'; readonly error: unknown }

export interface ProjectStatus {
  readonly status: Status
  readonly serverVersion: string | null
  readonly counts: {
    readonly revisions: number
    readonly pending: number
    /** Null where it was not, or could not be, compared. */
    readonly differences: number | null
  }
}

const NOTHING = { revisions: 0, pending: 0, differences: null }

/** Where the database stands, and whether it still is what its revisions made of it. */
export const projectStatus = (project: Project): Promise<ProjectStatus> => project.keepingOpen(() => statusOf(project))

async function statusOf(project: Project): Promise<ProjectStatus> {
  const script = await project.script().catch((error: unknown) => ({ error }))
  if ('error' in script)
    return { status: { kind: 'broken', error: script.error }, serverVersion: null, counts: NOTHING }
  const { graph } = script
  const revisions = graph.revisions.length
  const database = await project
    .reading(async connection => ({
      rows: await versionTableOf(project).read(connection),
      version: connection.serverVersion,
    }))
    .catch((error: unknown) => ({ error }))
  if ('error' in database) {
    return {
      status: { kind: 'cannotConnect', error: database.error },
      serverVersion: null,
      counts: { ...NOTHING, revisions },
    }
  }
  const known = { serverVersion: database.version, counts: { ...NOTHING, revisions } }
  const unknown = database.rows.find(row => !graph.has(row))
  if (unknown !== undefined) return { ...known, status: { kind: 'unknownRevision', revision: unknown } }
  const applied = graph.applied(database.rows)
  const pending = graph.revisions.filter(({ revision }) => !applied.has(revision)).length
  const compared = await compareModel(project).catch((error: unknown) => ({ error }))
  const differences = 'error' in compared ? null : compared.operations.length
  const counts = { revisions, pending, differences }
  if (pending > 0) return { ...known, counts, status: { kind: 'behind', revisions: pending } }
  if ('error' in compared) return { ...known, counts, status: { kind: 'broken', error: compared.error } }
  if (compared.operations.length > 0)
    return { ...known, counts, status: { kind: 'drifted', differences: compared.operations.length } }
  return { ...known, counts, status: { kind: revisions === 0 ? 'empty' : 'atHead' } }
}
