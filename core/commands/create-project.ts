import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { renderModel } from '../autogenerate/render/render-model'
import { compareSchemas } from '../autogenerate/compare/compare-schemas'
import { parseDatabaseUrl } from '../config/database-url'
import type { DatabaseUrl } from '../dialects/database-url'
import { hidePassword } from '../dialects/database-url'
import { dialects } from '../dialects/index'
import { RetortError } from '../errors'
import { emptySchema, type Schema } from '../schema/schema'
import { tableName } from '../schema/table-name'
import { initProject } from '../script/init-project'
import { openProject, type Project } from './open-project'
import { createRevision } from './revision'
import { stamp } from './stamp'

export interface CreateProjectRequest {
  /** Absolute; missing or empty. */
  readonly folder: string
  readonly url: string
  /** Kept in memory only: never written into the project. */
  readonly password?: string | undefined
  readonly model: 'typescript' | 'sql'
  /** The database's schema becomes the model and the first revision, stamped. */
  readonly fromExisting: boolean
}

/** Starts a project for a database, new or already there. */
export async function createProject(request: CreateProjectRequest): Promise<{ readonly url: DatabaseUrl }> {
  const { folder, url, password, model, fromExisting } = request
  if (hidePassword(url) !== url) {
    throw new RetortError('BAD_URL', 'The address holds a password, which would be written into the project.', {
      hint: 'Leave the password out of the address and enter it beside it.',
    })
  }
  const found = fromExisting ? await schemaOf(parseDatabaseUrl(url, folder), password) : emptySchema
  await initProject({ folder, template: model === 'sql' ? 'sql' : 'default', url })
  const opened = await openProject({ cwd: folder, x: {} })
  const project = password === undefined ? opened : opened.withPassword(password)
  if (fromExisting) await adopt(project, found, model)
  return { url: project.settings.url }
}

async function schemaOf(url: DatabaseUrl, password: string | undefined): Promise<Schema> {
  const dialect = dialects[url.dialect]
  const connection = await dialect.driver.connect(url, {
    readOnly: true,
    ...(password === undefined ? {} : { password }),
  })
  try {
    return await dialect.inspect(connection)
  } finally {
    await connection.close()
  }
}

/** Makes what the database holds the model and the first revision, and stamps it: nothing is run. */
async function adopt(project: Project, found: Schema, model: CreateProjectRequest['model']): Promise<void> {
  const { settings, dialect } = project
  const tables = found.tables.filter(table => table.name.name !== settings.versionTable)
  const { operations } = compareSchemas({ ...found, tables }, emptySchema, dialect.comparison, {
    versionTable: tableName(settings.versionTable),
  })
  const statements = operations
    .flatMap(operation => dialect.ddl.compile(operation))
    .map(each => `${dialect.ddl.inlined(each)};\n`)
  const text = model === 'sql' ? statements.join('\n') : renderModel({ ...found, tables })
  await writeFile(path.join(settings.folder, model === 'sql' ? 'model.sql' : 'model.ts'), text)
  const { revision } = await createRevision(project, { message: 'existing schema', operations })
  await stamp(project, { targets: [revision.revision], purge: false, offline: false })
}
