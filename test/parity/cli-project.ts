import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'vitest'
import { retort, type CommandResult } from '../harness/retort-command'
import { temporaryFolder } from '../harness/temporary-folder'

/** A project of the running test's own, used through the command line only. */
export interface CliProject {
  readonly folder: string
  run(...args: string[]): Promise<CommandResult>
  /** Runs what has to succeed. The document it printed. */
  ok(...args: string[]): Promise<unknown>
  write(file: string, text: string): void
  config(body: string): void
  /** A revision file of its own: its functions hold these statements. */
  revision(
    id: string,
    downRevision: string | null,
    statements?: { readonly upgrade?: string; readonly downgrade?: string },
  ): void
  /** What its files hold, by name; not what Retort remembers of its runs. */
  contents(): Readonly<Record<string, string>>
}

export const USERS = `import { integer, string, table } from "retort";
export const users = table("users", { id: integer().primaryKey(), name: string(20) });
`

export function cliProject(env: Readonly<Record<string, string>> = {}): CliProject {
  const folder = temporaryFolder()
  const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    writeFileSync(path.join(folder, file), text)
  }
  const run = (...args: string[]): Promise<CommandResult> => retort(args, { cwd: folder, env })
  const config = (body: string): void =>
    write('retort.config.ts', `import { defineConfig } from "retort";\nexport default defineConfig(${body});\n`)
  config('{ url: process.env.DATABASE_URL ?? "sqlite:app.db", model: "model.ts" }')
  write('model.ts', USERS)
  return {
    folder,
    run,
    write,
    config,
    async ok(...args) {
      const result = await run('--json', ...args)
      expect(result, args.join(' ')).toMatchObject({ code: 0, stderr: '' })
      return result.json
    },
    revision: (id, downRevision, { upgrade = '', downgrade = '' } = {}) =>
      write(
        `migrations/versions/${id}.ts`,
        `/**\n * ${id} in words\n */\nimport { type Op, integer, sql, string } from "retort";\n` +
          `export const revision = ${JSON.stringify(id)};\nexport const downRevision = ${JSON.stringify(downRevision)};\n` +
          `export const branchLabels = null;\nexport const dependsOn = null;\n` +
          `export async function upgrade(op: Op) {\n${upgrade}\n}\nexport async function downgrade(op: Op) {\n${downgrade}\n}\n`,
      ),
    contents: () => contentsOf(folder),
  }
}

function contentsOf(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
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
