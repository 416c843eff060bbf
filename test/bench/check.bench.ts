import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'vitest'
import { cpuTimeOf } from '../harness/cpu-time'
import { projectWithTables, writeRevisions } from '../harness/large-project'
import { retort } from '../harness/retort-command'
import { useSourcesAsRetort } from '../harness/retort-module'
import { temporaryFolder } from '../harness/temporary-folder'
import { report } from './report'

useSourcesAsRetort()

test('check: 300 tables against none, processor time of whole runs', async () => {
  const folder = temporaryFolder()
  const large = path.join(folder, 'large')
  const empty = path.join(folder, 'empty')
  await projectWithTables(large, `sqlite:${path.join(folder, 'large.db')}`, 300)
  await projectWithTables(empty, `sqlite:${path.join(folder, 'empty.db')}`, 0)
  await report({
    what: 'retort check, 300 tables × 10 columns, against an empty project',
    measured: () => cpuTimeOf(['check'], large),
    against: () => cpuTimeOf(['check'], empty),
    pairs: 11,
  })
})

test.each(['heads', 'history', 'current'])('%s: 5,000 revisions against ten', async command => {
  const folder = temporaryFolder()
  const projectWith = async (revisions: number): Promise<string> => {
    const place = path.join(folder, String(revisions))
    mkdirSync(place)
    const config = `export default { url: "sqlite:${path.join(folder, `${revisions}.db`)}" };\n`
    writeFileSync(path.join(place, 'retort.config.ts'), config)
    writeRevisions(place, revisions, () => '')
    await retort(['stamp', 'head'], { cwd: place })
    return place
  }
  const [many, few] = [await projectWith(5000), await projectWith(10)]
  await report({
    what: `retort ${command}, 5,000 revisions, against ten`,
    measured: () => cpuTimeOf([command], many),
    against: () => cpuTimeOf([command], few),
    pairs: 5,
  })
})
