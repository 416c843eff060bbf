import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseDatabaseUrl } from '../../core/config/database-url'
import { compareSchemas } from '../../core/autogenerate/compare/compare-schemas'
import { dialects } from '../../core/dialects'
import { openProject, type Project } from '../../core/commands/open-project'
import { loadModel } from '../../core/model/load-model'
import { emptySchema } from '../../core/schema/schema'

/** A model of so many tables with ten columns each: keys, defaults, indexes, a foreign key to the table before. */
export function modelOf(tables: number): string {
  const imports = 'import { boolean, dateTime, index, integer, numeric, sql, string, table, text } from "retort";\n'
  return imports + Array.from({ length: tables }, (_, position) => tableText(position)).join('\n')
}

const tableText = (position: number): string => `
export const table${position} = table("table_${position}", {
  id: integer().primaryKey(),
  name: string(100).notNull(),
  slug: string(100).notNull().unique(),
  is_active: boolean().notNull().default(true),
  stock: integer().notNull().default(0),
  price: numeric(10, 2),
  description: text(),
  created_at: dateTime().notNull().default(sql\`CURRENT_TIMESTAMP\`),
  state: string(20).notNull().default("new"),
  parent_id: integer()${position === 0 ? '' : `.references("table_${position - 1}", "id")`},
}, [index("ix_table_${position}_parent", ["parent_id", "created_at"])]);
`

/** A project with such a model, on a database at `url` that holds just that. */
export async function projectWithTables(folder: string, url: string, tables: number): Promise<Project> {
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    path.join(folder, 'retort.config.ts'),
    `import { defineConfig } from "retort";\nexport default defineConfig({ url: ${JSON.stringify(url)}, model: "model.ts" });\n`,
  )
  writeFileSync(path.join(folder, 'model.ts'), modelOf(tables))
  const project = await openProject({ cwd: folder, x: {} })
  const { ddl, comparison, driver } = dialects[project.settings.url.dialect]
  const wanted = await loadModel(project.settings, project.dialect)
  const { operations } = compareSchemas(wanted, emptySchema, comparison)
  const statements = operations.flatMap(operation => ddl.compile(operation)).map(each => `${ddl.inlined(each)};\n`)
  const connection = await driver.connect(parseDatabaseUrl(url, folder), { create: true })
  await connection.script(`BEGIN;\n${statements.join('')}COMMIT;`).finally(() => connection.close())
  return project
}

/** A project with this many revisions in a row, none of which may be run. */
export function writeRevisions(folder: string, count: number, body: (position: number) => string): void {
  const versions = path.join(folder, 'migrations', 'versions')
  mkdirSync(versions, { recursive: true })
  for (let position = 0; position < count; position += 1)
    writeFileSync(path.join(versions, `${revisionId(position)}_step.ts`), revisionText(position, body(position)))
}

const revisionId = (position: number): string => `c${position.toString(16).padStart(11, '0')}`

const revisionText = (position: number, body: string): string => `/**
 * step ${position}
 */
import { type Op, integer, string } from "retort";

export const revision = "${revisionId(position)}";
export const downRevision = ${position === 0 ? 'null' : `"${revisionId(position - 1)}"`};
export const branchLabels = null;
export const dependsOn = null;

${body}
`
