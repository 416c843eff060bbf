import { isDatabaseUrl, parseDatabaseUrl } from '../config/database-url'
import { dialects } from '../dialects/index'
import { RetortError } from '../errors'
import { loadModel } from '../model/load-model'
import { emptySchema, type Schema } from '../schema/schema'
import { resolveRevisions } from '../script/revision-graph/resolve'
import { check, type DifferenceReport } from './check'
import { operationsBetween } from './compare-model'
import { planOperations } from './dry-run'
import { operationRecord } from './operation-record'
import type { Project } from './open-project'
import path from 'node:path'
import { existsSync, globSync } from 'node:fs'
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
  const found = await sideOf(project, from ?? project.settings.url.text)
  const wanted = to === null ? await loadModel(project.settings, project.dialect) : await sideOf(project, to)
  const operations = await operationsBetween(project, wanted, found)
  return {
    isUpToDate: operations.length === 0,
    operations: operations.map(operation => operationRecord(operation)),
    renameCandidates: [],
    sql: from === null ? await planOperations(project, operations) : [],
  }
}

async function sideOf(project: Project, text: string): Promise<Schema> {
  const { settings, dialect } = project
  if (isDatabaseUrl(text)) return schemaOfDatabase(project, text)
  const pattern = path.resolve(settings.folder, text)
  if (existsSync(pattern) || globSync(pattern).length > 0) return loadModel(settings, dialect, [pattern])
  if (text === 'base') return emptySchema
  const { graph } = await project.script()
  return schemaAt(project, resolveRevisions(graph, text))
}

async function schemaOfDatabase(project: Project, text: string): Promise<Schema> {
  const url = parseDatabaseUrl(text, project.settings.folder)
  if (url.dialect !== project.settings.url.dialect) {
    throw new RetortError('USAGE', `${url.shown} is another kind of database than the project's.`, {
      hint: `Compare with a ${project.dialect.label} database.`,
    })
  }
  const connection = await dialects[url.dialect].driver.connect(url, { ...project.connectOptions, readOnly: true })
  try {
    return await project.dialect.inspect(connection, { includeSchemas: project.settings.includeSchemas })
  } finally {
    await connection.close()
  }
}
