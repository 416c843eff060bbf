import { existsSync, globSync } from 'node:fs'
import path from 'node:path'
import { realise } from '../autogenerate/decide'
import { isUrl, parseDatabaseUrl } from '../config/database-url'
import type { ReadConnection } from '../dialects/connection'
import { dialects } from '../dialects/index'
import { RetortError } from '../errors'
import { loadModel } from '../model/load-model'
import type { Operation } from '../operations/operation'
import { emptySchema, type Schema } from '../schema/schema'
import { sameTable, tableName } from '../schema/table-name'
import { resolveRevisions } from '../script/revision-graph/resolve'
import { check, type DifferenceReport } from './check'
import { operationsBetween } from './compare-model'
import { planOperationsOn } from './dry-run'
import { operationRecord } from './operation-record'
import type { Project } from './open-project'
import { schemaAt } from './schema-at'

export interface DiffOptions {
  /** A URL where it has a scheme, else a model file or pattern, else a revision; null is the database. */
  readonly from: string | null
  /** The same; null is the model. */
  readonly to: string | null
}

/** What turns one side into the other; by default the database into what the model wants. */
export const diff = (project: Project, options: DiffOptions): Promise<DifferenceReport> =>
  project.keepingOpen(() => differencesOf(project, options))

async function differencesOf(project: Project, { from, to }: DiffOptions): Promise<DifferenceReport> {
  if (from === null && to === null) return check(project)
  const found = from === null ? await project.reading(inspecting(project)) : await sideOf(project, from)
  const wanted = to === null ? await loadModel(project.settings, project.dialect) : await sideOf(project, to)
  const operations = await operationsBetween(project, wanted, found)
  return {
    isUpToDate: operations.length === 0,
    operations: operations.map(operation => operationRecord(operation)),
    renameCandidates: [],
    sql: operations.length === 0 ? [] : await sqlFrom(project, { from, found, operations }),
  }
}

async function sideOf(project: Project, text: string): Promise<Schema> {
  const { settings, dialect } = project
  if (isUrl(text)) return atUrl(project, text, inspecting(project))
  const pattern = path.resolve(settings.folder, text)
  if (/\.(ts|sql)$/.test(text) || existsSync(pattern) || globSync(pattern).length > 0)
    return loadModel(settings, dialect, [pattern])
  if (text === 'base') return emptySchema
  const { graph } = await project.script()
  return withoutVersionTable(project, await schemaAt(project, revisionsNamed(graph, text)))
}

function revisionsNamed(...[graph, text]: Parameters<typeof resolveRevisions>): readonly string[] {
  try {
    return resolveRevisions(graph, text)
  } catch (error) {
    if (!(error instanceof RetortError) || error.code !== 'REVISION_NOT_FOUND') throw error
    throw new RetortError('REVISION_NOT_FOUND', `"${text}" is no database URL, model file or revision.`, {
      cause: error,
      hint: 'Write for example sqlite:other.db, old/model.ts, head or base.',
    })
  }
}

interface Difference {
  readonly from: string | null
  readonly found: Schema
  readonly operations: readonly Operation[]
}

/** The SQL depends on the tables as they are: on the database itself, else on a scratch one that is made like it. */
async function sqlFrom(project: Project, { from, found, operations }: Difference): Promise<readonly string[]> {
  const plan = (connection: ReadConnection) => planOperationsOn(project, operations, connection)
  if (from === null) return project.reading(plan)
  if (isUrl(from)) return atUrl(project, from, plan)
  const { dialect, settings } = project
  const scratch = await dialect.openScratch(settings.url, settings.devUrl ? { devUrl: settings.devUrl.text } : {})
  try {
    await realise(found, dialect, scratch)
    return await plan(scratch.connection)
  } finally {
    await scratch.close()
  }
}

async function atUrl<T>(project: Project, text: string, work: (connection: ReadConnection) => Promise<T>): Promise<T> {
  const url = parseDatabaseUrl(text, project.settings.folder)
  if (url.dialect !== project.settings.url.dialect) {
    throw new RetortError('USAGE', `${url.shown} is another kind of database than the project's.`, {
      hint: `Compare with a ${project.dialect.label} database.`,
    })
  }
  const connection = await dialects[url.dialect].driver.connect(url, { ...project.connectOptions, readOnly: true })
  try {
    return await work(connection)
  } finally {
    await connection.close()
  }
}

const inspecting =
  (project: Project) =>
  async (connection: ReadConnection): Promise<Schema> => {
    const { includeSchemas } = project.settings
    return withoutVersionTable(project, await project.dialect.inspect(connection, { includeSchemas }))
  }

/** It belongs to the tools, on whichever side it stands. */
function withoutVersionTable({ settings }: Project, schema: Schema): Schema {
  const own = tableName(settings.versionTable, settings.versionTableSchema)
  return { ...schema, tables: schema.tables.filter(({ name }) => !sameTable(name, own)) }
}
