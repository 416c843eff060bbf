import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { retort } from '../harness/retort-command'
import { createFolder } from '../harness/temporary-folder'

/** A project on disk, beside the app that opens it. */
export interface ProjectOnDisk {
  readonly folder: string
  /** Its SQLite file. */
  readonly file: string
  /** Saves a file of it, as an editor would. */
  save(name: string, text: string): void
  /** Runs the command line in it. */
  run(...args: string[]): ReturnType<typeof retort>
}

/** What `retort init` writes, in a folder that the caller removes with the one above it. */
export async function projectOnDisk(name = 'project'): Promise<ProjectOnDisk> {
  const parent = createFolder()
  const folder = path.join(parent, name)
  await retort(['init', folder], { cwd: parent })
  return {
    folder,
    file: path.join(folder, 'app.db'),
    save(file, text) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
      writeFileSync(path.join(folder, file), text)
    },
    run: (...args) => retort(args, { cwd: folder }),
  }
}

export interface RevisionText {
  readonly revision: string
  readonly after: string | null
  readonly upgrade: string
  readonly downgrade?: string
}

/** Saves a revision file of the test's own, with a message that is its id. */
export function saveRevision(project: ProjectOnDisk, { revision, after, upgrade, downgrade = '' }: RevisionText): void {
  project.save(
    `migrations/versions/${revision}.ts`,
    `/**\n * the change ${revision}\n */\nimport { type Op, check, integer, sql, string } from "retort";\n\n` +
      `export const revision = "${revision}";\nexport const downRevision = ${JSON.stringify(after)};\n` +
      `export const branchLabels = null;\nexport const dependsOn = null;\n\n` +
      `export async function upgrade(op: Op) {\n  ${upgrade}\n}\n\nexport async function downgrade(op: Op) {\n  ${downgrade}\n}\n`,
  )
}

/** Runs statements on a SQLite file, past the program. */
export function onSqlite(file: string, ...statements: readonly string[]): void {
  const database = new Database(file)
  try {
    for (const statement of statements) database.exec(statement)
  } finally {
    database.close()
  }
}
