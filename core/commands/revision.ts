import path from 'node:path'
import { inBatches } from '../autogenerate/batch'
import { renderRevisionBodies, type RevisionBodies } from '../autogenerate/render/render-revision'
import { RetortError } from '../errors'
import type { Operation } from '../operations/operation'
import { requireKnownRows } from '../script/revision-graph/lookup'
import { resolveRevisions } from '../script/revision-graph/resolve'
import type { RevisionGraph } from '../script/revision-graph/revision-graph'
import { newRevisionId, requireFreeLabel, requireUsableId, writeRevision } from '../script/new-revision'
import { compareModel } from './compare-model'
import { operationRecord, type OperationRecord } from './operation-record'
import type { Project } from './open-project'
import { readRevisions } from './read-revisions'
import { revisionRecord, type RevisionRecord } from './revision-record'

export interface RevisionOptions {
  readonly message: string
  /** Fill it with what the model and the database differ in. */
  readonly autogenerate?: boolean
  /** Fill it with these operations instead. */
  readonly operations?: readonly Operation[]
  /** The revision it comes after; several for a merge. Default: the only head. */
  readonly head?: string | readonly string[]
  /** Allow a revision that is no head as the one before. */
  readonly splice?: boolean
  readonly branchLabel?: string | null
  /** One of the version locations. */
  readonly versionPath?: string | null
  readonly revisionId?: string | null
  readonly dependsOn?: readonly string[]
}

export interface RevisionResult {
  readonly revision: RevisionRecord
  /** What it was filled with; null where it was not to be filled. */
  readonly operations: readonly OperationRecord[] | null
}

/** Writes a new revision file. */
export const createRevision = (project: Project, options: RevisionOptions): Promise<RevisionResult> =>
  project.keepingOpen(() => create(project, options))

async function create(project: Project, options: RevisionOptions): Promise<RevisionResult> {
  const { graph } = await project.script()
  const downRevisions = parentsOf(graph, options)
  const id = options.revisionId ?? newRevisionId()
  requireUsableId(id)
  if (graph.has(id))
    throw new RetortError('REVISION_EXISTS', `There is a revision ${id} already.`, { hint: 'Choose another --rev-id.' })
  if (options.branchLabel) requireFreeLabel(options.branchLabel, graph)
  const operations = await operationsOf(project, graph, options)
  const bodies = bodiesOf(project, operations)
  await writeRevision(project.settings, {
    revision: id,
    message: options.message,
    downRevisions,
    branchLabels: options.branchLabel ? [options.branchLabel] : [],
    dependsOn: (options.dependsOn ?? []).flatMap(dependency => resolveRevisions(graph, dependency)),
    upgrade: bodies.upgrade,
    downgrade: bodies.downgrade,
    imports: bodies.imports,
    folder: folderOf(project, options, graph, downRevisions),
  })
  const written = await project.script()
  return {
    revision: revisionRecord(written.graph, id),
    operations: operations === null ? null : operations.map(operation => operationRecord(operation)),
  }
}

/** The two bodies of a revision that makes these changes, as this project writes them. */
export const bodiesOf = (project: Project, operations: readonly Operation[] | null): RevisionBodies =>
  renderRevisionBodies(project.rendersAsBatch ? inBatches(operations ?? []) : (operations ?? []))

function parentsOf(graph: RevisionGraph, { head = 'head', splice = false }: RevisionOptions): readonly string[] {
  const wanted = typeof head === 'string' ? [head] : head
  const parents = wanted.flatMap(identifier => resolveRevisions(graph, identifier))
  const passed = splice ? undefined : parents.find(parent => !graph.isHead(parent))
  if (passed === undefined) return parents
  throw new RetortError('USAGE', `${passed} is not a head: a revision after it would start a branch.`, {
    hint: 'Use --splice if a branch is what you want.',
    revision: passed,
  })
}

async function operationsOf(project: Project, graph: RevisionGraph, { autogenerate, operations }: RevisionOptions) {
  if (!autogenerate && operations === undefined) return null
  await requireUpToDate(project, graph)
  return operations ?? (await compareModel(project)).operations
}

/** What is generated is the difference to the database: that must stand where the new revision begins. */
async function requireUpToDate(project: Project, graph: RevisionGraph): Promise<void> {
  const rows = await readRevisions(project)
  requireKnownRows(graph, rows)
  const missing = graph.realHeads.filter(head => !rows.includes(head))
  if (missing.length === 0) return
  throw new RetortError(
    'DATABASE_NOT_UP_TO_DATE',
    `The database is not at head: ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing.`,
    {
      hint: 'Run `retort upgrade heads` first.',
    },
  )
}

function folderOf(...[{ settings }, { versionPath }, graph, downRevisions]: FolderArguments): string {
  const [first = settings.folder] = settings.versionLocations
  if (versionPath) {
    const wanted = path.resolve(settings.folder, versionPath)
    if (settings.versionLocations.includes(wanted)) return wanted
    throw new RetortError('USAGE', `${versionPath} is none of the version locations.`, {
      hint: `Use one of: ${settings.versionLocations.map(location => path.relative(settings.folder, location)).join(', ')}.`,
    })
  }
  // A revision goes where the one before it is.
  const before = downRevisions[0] === undefined ? null : path.dirname(graph.get(downRevisions[0]).path)
  return settings.versionLocations.find(location => location === before) ?? first
}

type FolderArguments = [
  project: Project,
  options: RevisionOptions,
  graph: RevisionGraph,
  downRevisions: readonly string[],
]
