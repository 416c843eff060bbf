import { describe, test } from 'vitest'
import { migrate } from '../../core/commands/migrate'
import type { Project } from '../../core/commands/open-project'
import { connected, jobTargets } from '../dialects/main-job-targets'
import { projectWithTables, writeRevisions } from '../harness/large-project'
import { postgresqlServer } from '../harness/postgresql'
import { requires } from '../harness/requirement'
import { useSourcesAsRetort } from '../harness/retort-module'
import { temporaryFolder } from '../harness/temporary-folder'
import { report, timeOf } from './report'

useSourcesAsRetort()

const REVISIONS = 1000

const body = (position: number): string => `export async function upgrade(op: Op) {
  await op.createTable("users_${position}", { id: integer().primaryKey(), email: string(255).notNull() });
}

export async function downgrade(op: Op) {
  await op.dropTable("users_${position}");
}`

const server = await postgresqlServer()
const targets = jobTargets(server).filter(({ name }) => name !== 'PGlite')

describe.each(targets)('upgrade on $name', target => {
  requires(target.needs)

  test(`${REVISIONS} revisions against the same SQL in one transaction`, async () => {
    const folder = temporaryFolder()
    writeRevisions(folder, REVISIONS, body)
    let databases = 0
    const newUrl = (): Promise<string> => target.createUrl(folder, `database_${(databases += 1)}`)
    const onNewDatabase = async () => projectWithTables(folder, await newUrl(), 0)
    const upgrade = (project: Project) => migrate(project, { direction: 'upgrade', target: 'head', backup: false })
    const { steps } = await upgrade(await onNewDatabase())
    const statements = steps.flatMap(step => step.sql)
    await report({
      what: `upgrade head, ${REVISIONS} revisions on ${target.name}, against the bare driver with the same SQL`,
      measured: async () => {
        const project = await onNewDatabase()
        return timeOf(() => upgrade(project))
      },
      against: async () => {
        const url = await newUrl()
        return timeOf(() =>
          connected(url, async connection => {
            await connection.execute('BEGIN')
            for (const sql of statements) await connection.execute(sql)
            await connection.execute('COMMIT')
          }),
        )
      },
      pairs: 5,
    })
  })
})
