import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { expect } from 'vitest'
import type { ErrorCode } from '../../core/errors'
import { projectFolder, type ProjectFolder } from '../harness/project-folder'
import type { CommandResult } from '../harness/retort-command'

/** A project with one table in its model, used through the command line only. */
export interface CliProject extends ProjectFolder {
  /** Writes the configuration: what `defineConfig` is given. */
  config(body: string): void
  /** The text of its files, hashed; not what Retort remembers of its runs, nor the database. */
  files(): Readonly<Record<string, string>>
}

const MODEL = `import { integer, string, table } from "retort";
export const users = table("users", { id: integer().primaryKey(), name: string(20) });
`

export function cliProject(env: Readonly<Record<string, string>> = {}): CliProject {
  const project = projectFolder({}, { env })
  const config = (body: string): void =>
    project.write('retort.config.ts', `import { defineConfig } from "retort";\nexport default defineConfig(${body});\n`)
  config('{ url: process.env.DATABASE_URL ?? "sqlite:app.db", model: "model.ts" }')
  project.write('model.ts', MODEL)
  return { ...project, config, files: () => filesOf(project.folder) }
}

function filesOf(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && !entry.name.startsWith('app.db'))
    .map(entry => path.join(entry.parentPath, entry.name))
    .filter(file => !/[\\/](\.retort|backups)[\\/]/.test(file))
  return Object.fromEntries(
    files.map(file => [path.relative(folder, file), createHash('sha1').update(readFileSync(file)).digest('hex')]),
  )
}

/** What a person reads of a failure: one line that says what, then at most the SQL and the next step. */
export function expectPlainFailure({ stderr, stdout }: CommandResult): void {
  const [first = '', ...rest] = stderr.trimEnd().split('\n')
  expect(first).toMatch(/^error [A-Z_]+: \S/)
  for (const line of rest) expect(line).toMatch(/^ {2}(SQL: |next:) \S/)
  expect(stderr).not.toMatch(/\n\s+at |node:internal|file:\/\//)
  expect(stdout).toBe('')
}

/** Something a person may get wrong, and what they are told. */
export interface WrongInput {
  readonly name: string
  readonly given?: (project: CliProject) => void
  readonly args: readonly string[]
  readonly code: ErrorCode
  readonly exit: 1 | 2
  /** Words that the lines hold. */
  readonly says: readonly string[]
}

/** It is told in plain lines with the documented exit code, and neither a file nor the database has changed. */
export async function expectRefused({ given, args, code, exit, says }: WrongInput): Promise<void> {
  const project = cliProject()
  given?.(project)
  const files = project.files()
  const database = databaseOf(project)

  const result = await project.run(...args)

  expect(result.stderr).toContain(`error ${code}: `)
  expect(result.code).toBe(exit)
  for (const words of says) expect(result.stderr).toContain(words)
  expect(result.stderr).not.toContain('hidden')
  expectPlainFailure(result)
  expect(project.files()).toEqual(files)
  expect(databaseOf(project)).toEqual(database)
}

/** What the project's database holds: its tables and the rows of the version table. A file without any holds nothing. */
export function databaseOf({ folder }: ProjectFolder): readonly unknown[] {
  const file = path.join(folder, 'app.db')
  if (!existsSync(file)) return []
  const database = new Database(file)
  try {
    const tables = database.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'table' ORDER BY name").all()
    return tables.length === 0 ? [] : [...tables, ...database.prepare('SELECT * FROM alembic_version').all()]
  } finally {
    database.close()
  }
}
