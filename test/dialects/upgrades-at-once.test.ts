import { describe, expect, test } from 'vitest'
import { postgresqlServer } from '../harness/postgresql'
import { projectFolder } from '../harness/project-folder'
import { requires } from '../harness/requirement'
import { connected, jobTargets } from './main-job-targets'

const RUNNERS = 5
const REVISIONS = 8

interface Answer {
  readonly steps: readonly { readonly revision: string }[]
}

const revisionIds = Array.from({ length: REVISIONS }, (_, position) => `r00${position + 1}`)

/** A revision that leaves a row when it is run; every third one rebuilds a table that others refer to. */
function upgradeOf(position: number): string {
  if (position === 0)
    return `await op.createTable("runs", { revision: string(20) });
      await op.createTable("parents", { id: integer().primaryKey(), name: string(20) });
      await op.createTable("children", { id: integer().primaryKey(), parent_id: integer().references("parents", "id", { onDelete: "cascade" }) });
      await op.bulkInsert("parents", [{ id: 1, name: "one" }]); await op.bulkInsert("children", [{ id: 1, parent_id: 1 }]);
      await op.execute("INSERT INTO runs VALUES ('r001')");`
  const change =
    position % 3 === 0 ? `await op.alterColumn("parents", "name", { type: string(${20 + position}) });` : ''
  return `await op.execute("INSERT INTO runs VALUES ('r00${position + 1}')"); ${change}`
}

const server = await postgresqlServer()
const targets = jobTargets(server).filter(({ name }) => name !== 'PGlite')

describe.each(targets)('on $name', target => {
  requires(target.needs)

  test.each([false, true])(
    'five upgrades at once from an empty database all succeed, and run each revision once (one transaction each: %s)',
    async transactionPerMigration => {
      const settings = { url: '', transactionPerMigration, backup: { before: 'never' } }
      const project = projectFolder()
      const url = await target.createUrl(project.folder, 'app')
      project.write('retort.config.ts', `export default ${JSON.stringify({ ...settings, url })};\n`)
      revisionIds.forEach((revision, position) => {
        const down = position === 0 ? [] : [revisionIds[position - 1] ?? '']
        project.revision(revision, { down }, { upgrade: upgradeOf(position) })
      })
      const runs = Array.from({ length: RUNNERS }, () => project.ok<Answer>('upgrade', 'head'))
      const answers = await Promise.all(runs)
      const done = answers.flatMap(({ steps }) => steps.map(({ revision }) => revision))
      expect(done.toSorted()).toEqual(revisionIds)
      await connected(url, async connection => {
        const rows = await connection.query('SELECT revision FROM runs ORDER BY revision')
        expect(rows.map(({ revision }) => revision)).toEqual(revisionIds)
        expect(await connection.query('SELECT parent_id FROM children')).toEqual([{ parent_id: 1 }])
        const versions = await connection.query('SELECT version_num AS version FROM alembic_version')
        expect(versions).toEqual([{ version: revisionIds.at(-1) }])
      })
    },
    60_000,
  )
})
