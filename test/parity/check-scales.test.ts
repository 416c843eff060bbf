import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { check } from '../../core/commands/check'
import { Project } from '../../core/commands/open-project'
import type { ConnectOptions } from '../../core/dialects/connection'
import { jobTargets } from '../dialects/main-job-targets'
import { cpuTimeOf, ratioOf } from '../harness/cpu-time'
import { projectWithTables, writeRevisions } from '../harness/large-project'
import { postgresqlServer } from '../harness/postgresql'
import { requires } from '../harness/requirement'
import { retort } from '../harness/retort-command'
import { useSourcesAsRetort } from '../harness/retort-module'
import { temporaryFolder } from '../harness/temporary-folder'

useSourcesAsRetort()

/** The same project; every round trip to its database is counted. */
class CountedProject extends Project {
  sent = 0

  override get connectOptions(): ConnectOptions {
    return { ...super.connectOptions, onStatement: () => (this.sent += 1) }
  }
}

const server = await postgresqlServer()

describe.each(jobTargets(server))('check on $name', target => {
  requires(target.needs)

  test('sends as many statements for 300 tables as for one', { timeout: 120_000 }, async () => {
    const statementsFor = async (tables: number): Promise<number> => {
      const folder = temporaryFolder()
      const url = await target.createUrl(folder, 'database')
      const { settings } = await projectWithTables(path.join(folder, 'project'), url, tables)
      const project = new CountedProject(settings)
      expect(await check(project)).toMatchObject({ isUpToDate: true, operations: [] })
      return project.sent
    }
    const one = await statementsFor(1)
    expect(one).toBeGreaterThan(0)
    expect(await statementsFor(300)).toBe(one)
  })
})

describe('the command line', () => {
  test('checks 300 tables in at most three times the time of none', { timeout: 120_000 }, async () => {
    const folder = temporaryFolder()
    const project = async (name: string, tables: number): Promise<string> => {
      const place = path.join(folder, name)
      await projectWithTables(place, `sqlite:${path.join(folder, `${name}.db`)}`, tables)
      return place
    }
    const [large, empty] = [await project('large', 300), await project('empty', 0)]
    const measure = (place: string) => () => cpuTimeOf(['check'], place)
    await measure(empty)()
    const { ratio } = await ratioOf(measure(large), measure(empty), 7)
    process.stdout.write(`check, 300 tables to none: ${ratio.toFixed(2)}\n`)
    expect(ratio).toBeLessThanOrEqual(3)
  })

  test.each(['heads', 'history', 'history -r -3:', 'current', 'upgrade head'])(
    'answers "%s" for 5,000 revisions without running one, in a small multiple of the time for ten',
    { timeout: 120_000 },
    async command => {
      const folder = temporaryFolder()
      const project = async (name: string, revisions: number): Promise<string> => {
        const place = path.join(folder, name)
        mkdirSync(place)
        const config = `export default { url: "sqlite:${path.join(folder, `${name}.db`)}" };\n`
        writeFileSync(path.join(place, 'retort.config.ts'), config)
        writeRevisions(place, revisions, () => 'throw new Error("This file was run.");')
        expect(await retort(['stamp', 'head'], { cwd: place })).toMatchObject({ code: 0 })
        return place
      }
      const [many, few] = [await project('many', 5000), await project('few', 10)]
      const { ratio } = await ratioOf(
        () => cpuTimeOf(command.split(' '), many),
        () => cpuTimeOf(command.split(' '), few),
        5,
      )
      process.stdout.write(`${command}, 5,000 revisions to ten: ${ratio.toFixed(2)}\n`)
      expect(ratio).toBeLessThanOrEqual(4)
    },
  )
})
