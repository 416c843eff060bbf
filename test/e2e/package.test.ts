import { existsSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchStandIn, type StandIn } from '../harness/electron-standin/launch'
import { packageApp } from '../harness/packaged-app'
import { upToDateBuild } from '../harness/shared-parts'
import { createFolder, removeFolder } from '../harness/temporary-folder'
import { alert, changeBox, closeRun, createRevision, goTo, run, tellPageOnFailure, untilState, UPGRADE } from './steps'

// What the package itself holds, not this repository: taken out of its archive and run as it is.
const folder = createFolder()
let app: StandIn

beforeAll(async () => {
  await upToDateBuild()
  process.env['RETORT_USER_DATA'] = path.join(folder, 'user')
  const own = packageApp(folder).extract(path.join(folder, 'app'))
  expect(existsSync(path.join(own, 'node_modules', 'vitest'))).toBe(false)
  app = await launchStandIn({ dist: path.join(own, 'dist') })
}, 180_000)
afterAll(async () => {
  await app.close()
  removeFolder(folder)
})
tellPageOnFailure(() => app.page)

test('the packaged app does the main job', async () => {
  const { page } = app
  await page.getByRole('button', { name: /try the sample/i }).click()
  await untilState(page, '2 revisions behind')
  await page.getByRole('button', { name: 'Upgrade to head…' }).click()
  await run(page, UPGRADE)
  await closeRun(page)
  await goTo(page, 'Backups')
  await page.getByRole('row', { name: /before upgrade/ }).waitFor()
  expect(await alert(page, /./).count()).toBe(0)
  await goTo(page, 'Diff')
  await page.getByRole('region', { name: 'Changes' }).waitFor()
  await changeBox(page, /./).first().waitFor()
  await createRevision(page, 'as the model says')
})
