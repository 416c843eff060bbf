import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HOSTS, launchApp, type App } from '../harness/app'
import { removeFolder } from '../harness/temporary-folder'
import { askSqlite } from './databases'
import { contentOf, FIRST, measurements, SECOND } from './measurements'
import type { ProjectOnDisk } from './projects'
import * as steps from './steps'
import { UPGRADE } from './steps'

describe.each(HOSTS)('an engine that dies during a run, in the %s host', host => {
  let app: App
  let page: Page
  let project: ProjectOnDisk

  beforeAll(async () => {
    app = await launchApp(host)
    page = app.page
    project = await measurements(300_000)
    await steps.openProject(page, project.folder)
    await steps.untilState(page, '1 revision behind')
  })
  afterAll(async () => {
    await app.close()
    removeFolder(path.dirname(project.folder))
  })
  steps.tellPageOnFailure(() => page)

  test('takes nothing with it: the page says so, and the database is as it was', async () => {
    const before = contentOf(project)
    await page.getByRole('button', { name: 'Upgrade to head…' }).click()
    const dialog = steps.runDialog(page)
    await dialog.getByRole('button', { name: 'Start upgrade' }).click()
    await dialog.getByRole('progressbar', { name: 'Rows copied' }).waitFor()
    await app.killEngine()
    await dialog.getByRole('heading', { name: 'The run failed' }).waitFor()
    await steps.alert(dialog, 'The engine has stopped.').waitFor()
    await dialog.getByText(`the database stands at ${FIRST.slice(0, 8)}`).waitFor()
    expect(contentOf(project)).toEqual(before)
  })

  test('is followed by another, which shows the true state and does the run', async () => {
    const dialog = steps.runDialog(page)
    await dialog.getByRole('button', { name: 'Plan again' }).click()
    await steps.run(page, UPGRADE)
    await steps.closeRun(page)
    await steps.revisionRow(page, new RegExp(`${SECOND}.*database is here`)).waitFor()
    expect(askSqlite(project.file, 'SELECT version_num FROM alembic_version')).toEqual([SECOND])
    expect(askSqlite(project.file, 'SELECT count(*) FROM readings')).toEqual([300_000])
  })
})
