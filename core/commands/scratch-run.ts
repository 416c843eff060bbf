import type { ScratchDatabase } from '../dialects/dialect'
import type { RevisionFunction } from '../runtime/migration-context'
import { MigrationRunner, type MigrationStep } from '../runtime/run-migrations'
import type { Schema } from '../schema/schema'
import { sameTable } from '../schema/table-name'
import { planUpgrade } from '../script/revision-graph/plan-upgrade'
import type { RevisionGraph } from '../script/revision-graph/revision-graph'
import { VersionRows } from '../script/revision-graph/version-rows'
import type { ScriptDirectory } from '../script/script-directory'
import type { Project } from './open-project'
import { rowsAfter } from './plan-migration'
import { versionTableOf } from './read-revisions'

export interface ScratchOptions {
  readonly signal?: AbortSignal
  /** The code of a step, where it is not that of its file. */
  load?(step: MigrationStep): Promise<RevisionFunction>
  /** Where the steps are not those of the project's own graph. */
  readonly graph?: RevisionGraph
}

/** Revisions run on an empty database of their own, which is gone afterwards. */
export class ScratchRun {
  #rows: readonly string[] = []

  private constructor(
    private readonly project: Project,
    private readonly script: ScriptDirectory,
    private readonly scratch: ScratchDatabase,
  ) {}

  /** For as long as `work` takes. */
  static async during<T>(project: Project, work: (run: ScratchRun) => Promise<T>): Promise<T> {
    const { settings, dialect } = project
    const script = await project.script()
    const devUrl = settings.devUrl === null ? {} : { devUrl: settings.devUrl.text }
    const scratch = await dialect.openScratch(settings.url, devUrl)
    try {
      return await work(new ScratchRun(project, script, scratch))
    } finally {
      await scratch.close()
    }
  }

  /** Where it stands. */
  get rows(): readonly string[] {
    return this.#rows
  }

  upgrade(target: string, options: ScratchOptions = {}): Promise<void> {
    return this.run(planUpgrade(this.script.graph, this.#rows, target), options)
  }

  async run(
    steps: readonly MigrationStep[],
    { signal, load, graph = this.script.graph }: ScratchOptions = {},
  ): Promise<void> {
    const { dialect, settings } = this.project
    const runner = new MigrationRunner({
      steps,
      versionTable: versionTableOf(this.project),
      offline: null,
      load: load ?? (async ({ revision, direction }) => (await this.script.load(revision))[direction]),
      isApplied: (id, rows) => graph.applied(rows).has(id),
      onEvent: () => undefined,
    })
    await runner.runOn(
      await dialect.openSession(this.scratch.connection, {
        onEvent: runner.hear,
        signal: signal ?? new AbortController().signal,
        transactionPerMigration: settings.transactionPerMigration,
        lockTimeoutMs: 0,
        versionTable: settings.versionTable,
      }),
    )
    this.#rows = rowsAfter(this.#rows, steps)
  }

  /** What the revisions made; the version table is ours. */
  async schema(): Promise<Schema> {
    const { dialect, settings } = this.project
    const schema = await dialect.inspect(this.scratch.connection, { includeSchemas: settings.includeSchemas })
    const versionTable = versionTableOf(this.project).name
    return { ...schema, tables: schema.tables.filter(({ name }) => !sameTable(name, versionTable)) }
  }
}

/** The step that takes back just this revision, which nothing follows there. */
export const stepBack = (graph: RevisionGraph, rows: readonly string[], revision: string): MigrationStep => ({
  revision,
  message: graph.get(revision).message,
  direction: 'downgrade',
  changes: new VersionRows(graph, rows).downgrade(revision),
})
