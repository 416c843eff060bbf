import { MigrationRunner } from '../runtime/run-migrations'
import type { Schema } from '../schema/schema'
import { planUpgrade } from '../script/revision-graph/plan-upgrade'
import type { Project } from './open-project'
import { rowsAfter } from './plan-migration'
import { versionTableOf } from './read-revisions'

/** The schema that the revisions up to these make, seen by running them on a scratch database. */
export async function schemaAt(project: Project, revisions: readonly string[]): Promise<Schema> {
  const { settings, dialect } = project
  const script = await project.script()
  const scratch = await dialect.openScratch(
    settings.url,
    settings.devUrl === null ? {} : { devUrl: settings.devUrl.text },
  )
  try {
    let rows: readonly string[] = []
    for (const revision of revisions) {
      const steps = planUpgrade(script.graph, rows, revision)
      rows = rowsAfter(rows, steps)
      const runner = new MigrationRunner({
        steps,
        versionTable: versionTableOf(project),
        offline: null,
        load: async step => (await script.load(step.revision)).upgrade,
        isApplied: (id, applied) => script.graph.applied(applied).has(id),
        onEvent: () => undefined,
      })
      await runner.runOn(
        await dialect.openSession(scratch.connection, {
          onEvent: runner.hear,
          signal: new AbortController().signal,
          transactionPerMigration: settings.transactionPerMigration,
          lockTimeoutMs: 0,
          versionTable: settings.versionTable,
        }),
      )
    }
    return await dialect.inspect(scratch.connection, { includeSchemas: settings.includeSchemas })
  } finally {
    await scratch.close()
  }
}
