import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Drawn } from './revision-graphs'
import { retort, type CommandResult } from './retort-command'
import { temporaryFolder } from './temporary-folder'

/** A project of the running test's own, as files in a folder. */
export interface ProjectFolder {
  readonly folder: string
  run(...args: string[]): Promise<CommandResult>
  /** What a command that must succeed prints as JSON. */
  ok<T = unknown>(...args: string[]): Promise<T>
  write(file: string, text: string): void
  /** A revision file; its functions are empty where no body is given. */
  revision(id: string, drawn?: Drawn, bodies?: Bodies): void
}

export interface Bodies {
  readonly upgrade?: string
  readonly downgrade?: string
}

const CONFIG = 'export default { url: "sqlite:app.db", model: "model.ts", backup: { before: "never" } };\n'

/** A project on SQLite whose revisions are drawn as a graph. */
export function projectFolder(
  graph: Readonly<Record<string, Drawn>> = {},
  { config = CONFIG, env = {} }: { readonly config?: string; readonly env?: Readonly<Record<string, string>> } = {},
): ProjectFolder {
  const folder = temporaryFolder()
  const project: ProjectFolder = {
    folder,
    run: (...args) => retort(args, { cwd: folder, env }),
    async ok<T>(...args: string[]) {
      const result = await retort(['--json', ...args], { cwd: folder, env })
      if (result.code !== 0) throw new Error(`retort ${args.join(' ')}: ${result.stdout}${result.stderr}`)
      return result.json as T
    },
    write(file, text) {
      const place = path.join(folder, file)
      mkdirSync(path.dirname(place), { recursive: true })
      writeFileSync(place, text)
    },
    revision: (id, drawn = {}, bodies = {}) =>
      project.write(`migrations/versions/${id}.ts`, revisionSource(id, drawn, bodies)),
  }
  project.write('retort.config.ts', config)
  project.write('model.ts', 'export {};\n')
  for (const [id, drawn] of Object.entries(graph)) project.revision(id, drawn)
  return project
}

/** The text of a revision file. */
export function revisionSource(id: string, drawn: Drawn = {}, { upgrade, downgrade }: Bodies = {}): string {
  const { down = [], labels = [], dependsOn = [] } = drawn
  const constants = {
    revision: id,
    downRevision: down.length > 1 ? down : (down[0] ?? null),
    branchLabels: labels.length > 0 ? labels : null,
    dependsOn: dependsOn.length > 0 ? dependsOn : null,
  }
  return [
    `/**\n * message of ${id}\n */`,
    'import { type Op, integer, string, sql } from "retort";',
    ...Object.entries(constants).map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`),
    `export async function upgrade(op: Op) {\n  ${upgrade ?? ''}\n}`,
    `export async function downgrade(op: Op) {\n  ${downgrade ?? ''}\n}\n`,
  ].join('\n')
}
