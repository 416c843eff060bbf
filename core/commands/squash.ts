import { mkdir, rename } from 'node:fs/promises'
import path from 'node:path'
import { renderRevisionBodies, type RevisionBodies } from '../autogenerate/render/render-revision'
import { RetortError } from '../errors'
import type { Direction } from '../runtime/run-migrations'
import { recordWholly } from '../runtime/operation-recorder'
import type { Schema } from '../schema/schema'
import { renderRevision, writeRevisionText } from '../script/new-revision'
import { parseRevisionFile } from '../script/revision-file'
import { planUpgrade } from '../script/revision-graph/plan-upgrade'
import { RevisionGraph } from '../script/revision-graph/revision-graph'
import type { ScriptDirectory } from '../script/script-directory'
import { operationsBetween } from './compare-model'
import { readRevisions } from './read-revisions'
import type { Project } from './open-project'
import { revisionRecord, type RevisionRecord } from './revision-record'
import { bodiesOf } from './revision'
import { ScratchRun, stepBack } from './scratch-run'
import { lineOf, mergedRevision, type Line } from './squash-line'

export interface SquashOptions {
  /** `A:B`, both ends included. */
  readonly range: string
  /** Default: the message of the last one. */
  readonly message?: string | undefined
  /** Write what turns the schema before into the one after, instead of all operations one after the other. */
  readonly fromSchemas?: boolean
}

export interface SquashResult {
  /** The one revision that is left; it has the id of the last. */
  readonly revision: RevisionRecord
  readonly squashed: readonly string[]
  /** Where the old files are now. */
  readonly kept: readonly string[]
}

/**
 * Puts one revision in the place of a line of them. Before any file is touched, the line and the one revision are run on
 * scratch databases, up and down, and must make equal schemas. The old files are moved aside, never deleted.
 */
export const squash = (project: Project, options: SquashOptions): Promise<SquashResult> =>
  project.keepingOpen(() => replaced(project, options))

async function replaced(project: Project, options: SquashOptions): Promise<SquashResult> {
  const script = await project.script()
  const line = lineOf(script.graph, options.range)
  await requireNoneBetween(project, line)
  const { before, after } = await schemasOf(project, line)
  const bodies = options.fromSchemas
    ? bodiesOf(project, await operationsBetween(project, after, before))
    : await concatenated(script, line)
  const given = mergedRevision(script.graph, line, { bodies, message: options.message })
  const text = await renderRevision(project.settings, given)
  await prove(project, { script, line, text, before, after })
  const kept = await moveAside(project, script, line)
  await writeRevisionText(project.settings, given, text)
  const { graph } = await project.script()
  return { revision: revisionRecord(graph, line.last), squashed: line.ids, kept }
}

/** A database that stands in the middle of the line would stand nowhere afterwards. */
async function requireNoneBetween(project: Project, { ids, last }: Line): Promise<void> {
  const rows = await readRevisions(project).catch(() => [])
  const inside = rows.find(row => row !== last && ids.includes(row))
  if (inside === undefined) return
  throw new RetortError('DATABASE_NOT_UP_TO_DATE', `The database stands at ${inside}, in the middle of that line.`, {
    revision: inside,
    hint: `Upgrade it to ${last} first, and every other database that stands on that line too.`,
  })
}

interface Ends {
  readonly before: Schema
  readonly after: Schema
}

const schemasOf = (project: Project, line: Line): Promise<Ends> =>
  ScratchRun.during(project, async run => {
    for (const parent of line.parents) await run.upgrade(parent)
    const before = await run.schema()
    await run.upgrade(line.last)
    return { before, after: await run.schema() }
  })

/** All operations of the line one after the other, and those of the downgrades the other way round. */
async function concatenated(script: ScriptDirectory, { ids }: Line): Promise<RevisionBodies> {
  const modules = await Promise.all(ids.map(async id => ({ id, module: await script.load(id) })))
  const up = []
  const down = []
  for (const { id, module } of modules) up.push(...(await recordWholly(module.upgrade, id)))
  for (const { id, module } of modules.toReversed()) down.push(...(await recordWholly(module.downgrade, id)))
  const [upgrade, downgrade] = [renderRevisionBodies(up), renderRevisionBodies(down)]
  return {
    upgrade: upgrade.upgrade,
    downgrade: downgrade.upgrade,
    imports: [
      'type Op',
      ...new Set([...upgrade.imports, ...downgrade.imports].filter(name => name !== 'type Op').sort()),
    ],
    irreversible: [],
  }
}

interface Proof extends Ends {
  readonly script: ScriptDirectory
  readonly line: Line
  readonly text: string
}

/** Runs the one revision in the place of the line. */
async function prove(project: Project, { script, line, text, before, after }: Proof): Promise<void> {
  const module = await script.load(line.last, text)
  const graph = graphWith(script, line, text)
  await ScratchRun.during(project, async run => {
    for (const parent of line.parents) await run.upgrade(parent)
    const expect = async (direction: Direction, wanted: Schema): Promise<void> => {
      const steps =
        direction === 'upgrade' ? planUpgrade(graph, run.rows, line.last) : [stepBack(graph, run.rows, line.last)]
      await run.run(steps, { graph, load: () => Promise.resolve(module[direction]) })
      const missing = await operationsBetween(project, wanted, await run.schema())
      if (missing.length > 0) throw notEqual(direction, missing.length, line)
    }
    await expect('upgrade', after)
    await expect('downgrade', before)
  })
}

/** The revisions as they will be. */
function graphWith({ graph }: ScriptDirectory, { ids, last }: Line, text: string): RevisionGraph {
  const others = graph.revisions.filter(({ revision }) => !ids.includes(revision))
  return new RevisionGraph([...others, parseRevisionFile(text, graph.get(last).path)])
}

const notEqual = (direction: string, differences: number, { ids }: Line): RetortError =>
  new RetortError(
    'NOT_REVERSIBLE',
    `The ${direction} of one revision makes another schema than that of the ${ids.length}: ${differences} differences.`,
    { hint: 'No file was changed. Run `retort test` on them, or squash a shorter line.' },
  )

/** To a folder beside the version locations, where no command looks for revisions. */
async function moveAside(project: Project, script: ScriptDirectory, { ids, last }: Line): Promise<readonly string[]> {
  const { scriptLocation, versionLocations, folder } = project.settings
  const isRead = (place: string): boolean => versionLocations.some(location => `${place}/`.startsWith(`${location}/`))
  const base = [scriptLocation, folder].map(place => path.join(place, 'squashed', last)).find(place => !isRead(place))
  const aside = base ?? path.join(folder, '.retort', 'squashed', last)
  await mkdir(aside, { recursive: true })
  const moved: string[] = []
  for (const id of ids) {
    const { path: file } = script.graph.get(id)
    const place = path.join(aside, path.basename(file))
    await rename(file, place)
    moved.push(place)
  }
  return moved
}
