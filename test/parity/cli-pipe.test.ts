import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import path from 'node:path'
import { expect, test } from 'vitest'
import { writeRevisions } from '../harness/large-project'
import { inRepository, NODE } from '../harness/repository'
import { upToDateBuild } from '../harness/shared-parts'
import { temporaryFolder } from '../harness/temporary-folder'

test('a reader that has seen enough of a long answer is no failure', async () => {
  await upToDateBuild()
  const folder = temporaryFolder()
  writeFileSync(path.join(folder, 'retort.config.ts'), 'export default { url: "sqlite:app.db" };\n')
  writeRevisions(folder, 5000, () => '')
  const child = spawn(NODE, [inRepository('dist', 'core', 'retort.js'), 'history'], { cwd: folder })
  child.stdout.once('data', () => child.stdout.destroy())
  const said = text(child.stderr)
  const [code] = (await once(child, 'exit')) as [number | null]
  expect({ code, said: await said }).toEqual({ code: 0, said: '' })
})
