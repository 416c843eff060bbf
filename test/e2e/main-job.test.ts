import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HOSTS, launchApp, type App } from '../harness/app'
import { requires } from '../harness/requirement'
import { temporaryFolder } from '../harness/temporary-folder'
import { DATABASES, type DatabaseUnderTest } from './databases'
import * as steps from './steps'
import { DOWNGRADE, UPGRADE } from './steps'

const SHOP = `
import { boolean, index, integer, numeric, string, table, text } from "retort";

export const categories = table("categories", {
  id: integer().primaryKey(),
  name: string(100).notNull(),
  slug: string(100).notNull(),
  is_active: boolean().notNull().default(true),
  parent_id: integer().references("categories", "id"),
}, [index("ix_categories_id", ["id"]), index("ix_categories_slug", ["slug"], { unique: true })]);

export const products = table("products", {
  id: integer().primaryKey(),
  name: string(200).notNull(),
  description: text(),
  price: numeric(10, 2).notNull(),
  category_id: integer().references("categories", "id"),
}, [index("ix_products_name", ["name"])]);
`

const CHANGED_SHOP = SHOP.replace('description: text(),', 'rating: integer(),')

const FIRST = {
  columns: [
    'alembic_version.version_num',
    'categories.id',
    'categories.is_active',
    'categories.name',
    'categories.parent_id',
    'categories.slug',
    'products.category_id',
    'products.description',
    'products.id',
    'products.name',
    'products.price',
  ],
  indexes: ['ix_categories_id', 'ix_categories_slug'],
}

const SECOND = {
  columns: [...FIRST.columns, 'products.rating'].filter(column => column !== 'products.description').sort(),
  indexes: [...FIRST.indexes, 'ix_products_name'],
}

describe.each(HOSTS)('the main job in the %s host', host => {
  let app: App
  let page: Page

  beforeAll(async () => {
    app = await launchApp(host)
    page = app.page
  })
  afterAll(() => app.close())
  steps.tellPageOnFailure(() => page)

  describe.each(DATABASES)('on $name', kind => {
    requires(kind.needs)

    test('goes from an empty folder through revisions, backups and back', async () => {
      const folder = path.join(temporaryFolder(), 'shop')
      const database = await kind.create(folder)
      const job: Job = { page, folder, database }
      await steps.newProject(page, folder, () => database.fillIn(page))
      const first = await writeFirstRevision(job)
      await editFirstRevision(job, first)
      await upgradeToFirst(job, first)
      const second = await writeAndRunSecond(job)
      await downgradeToFirst(job, { first, second })
      await restoreSecond(job, second)
      expect(app.problems).toEqual([])
    })
  })
})

interface Job {
  readonly page: Page
  readonly folder: string
  readonly database: DatabaseUnderTest
}

const versionOf = ({ database }: Job): Promise<readonly unknown[]> =>
  database.ask('SELECT version_num FROM alembic_version')

const saveModel = ({ folder }: Job, text: string): void => writeFileSync(path.join(folder, 'model.ts'), text)

/** Everything that the model wants, except one index. */
async function writeFirstRevision(job: Job): Promise<string> {
  const { page } = job
  await steps.goTo(page, 'Diff')
  await page.getByRole('heading', { name: 'The database is what the model wants' }).waitFor()
  saveModel(job, SHOP)
  await steps
    .changeBox(page, /Include: .*categories/)
    .first()
    .waitFor()
  await steps.changeBox(page, /Include: .*ix_products_name/).uncheck()
  await page.getByRole('figure', { name: 'Upgrade' }).filter({ hasText: 'ix_categories_slug' }).waitFor()
  return steps.createRevision(page, 'Initial migration')
}

/** A line is typed and saved; the SQL beside it follows. */
async function editFirstRevision({ page }: Job, revision: string): Promise<void> {
  await page.getByRole('button', { name: 'Edit' }).click()
  await page.getByRole('heading', { name: 'Initial migration' }).waitFor()
  const sql = page.getByRole('figure', { name: 'Upgrade SQL' })
  await sql.filter({ hasText: 'CREATE TABLE' }).waitFor()
  await steps.typeAtEnd(page, 'upgrade', `await op.bulkInsert("categories", [{ id: 7, name: "Books", slug: "books" }])`)
  await sql.filter({ hasText: 'INSERT INTO' }).waitFor()
  await page.getByRole('status').filter({ hasText: 'Unsaved changes' }).waitFor()
  await page.getByRole('button', { name: 'Save' }).click()
  await page
    .getByRole('status')
    .filter({ hasText: /^\s*Saved/ })
    .waitFor()
  await page.getByRole('status').filter({ hasText: 'No problems found.' }).waitFor()
  expect(page.url()).toContain(revision)
}

async function upgradeToFirst(job: Job, revision: string): Promise<void> {
  const { page, database } = job
  await page.getByRole('button', { name: 'Upgrade to here…' }).click()
  const plan = steps.runDialog(page).getByRole('list', { name: 'Plan of the run' })
  await plan.getByText('Initial migration', { exact: true }).waitFor()
  // A database without a table has nothing to back up.
  expect(await steps.run(page, UPGRADE)).toBe('No backup was taken before this run.')
  await steps.closeRun(page)
  expect(await database.shape()).toEqual(FIRST)
  expect(await versionOf(job)).toEqual([revision])
  expect(await database.ask('SELECT name FROM categories WHERE id = 7')).toEqual(['Books'])
}

/** The index that was left out, and what changed in the model since. */
async function writeAndRunSecond(job: Job): Promise<string> {
  const { page, database } = job
  saveModel(job, CHANGED_SHOP)
  await steps.goTo(page, 'Diff')
  const drop = steps.changeBox(page, /products.description/)
  await drop.waitFor()
  expect(await drop.isChecked()).toBe(false)
  await drop.check()
  await page
    .getByRole('figure', { name: 'Upgrade' })
    .filter({ hasText: /dropColumn\(.*"description"/ })
    .waitFor()
  const second = await steps.createRevision(page, 'ratings')
  await page.getByRole('button', { name: 'Upgrade…' }).click()
  await steps.runDialog(page).getByRole('note').filter({ hasText: '1 step of this run drops data' }).waitFor()
  expect(await steps.run(page, UPGRADE)).toMatch(/^Backup taken before: .+/)
  await steps.closeRun(page)
  expect(await database.shape()).toEqual(SECOND)
  expect(await versionOf(job)).toEqual([second])
  return second
}

async function downgradeToFirst(job: Job, { first, second }: { first: string; second: string }): Promise<void> {
  const { page, database } = job
  await steps.goTo(page, 'History')
  await steps.revisionRow(page, /ratings.*database is here.*head/).click()
  const details = page.getByRole('region', { name: 'Details of the revision' })
  await details.getByText('rating').first().waitFor()
  await details.getByText(second).waitFor()
  await page.getByRole('button', { name: 'Undo this revision…' }).click()
  await steps.run(page, DOWNGRADE)
  await steps.closeRun(page)
  await steps.revisionRow(page, /Initial migration.*database is here/).waitFor()
  await steps.untilState(page, '1 revision behind')
  expect(await database.shape()).toEqual(FIRST)
  expect(await versionOf(job)).toEqual([first])
}

/** The newest backup was taken before the downgrade. */
async function restoreSecond(job: Job, second: string): Promise<void> {
  const { page, database } = job
  await steps.goTo(page, 'Backups')
  const newest = page.getByRole('row').nth(1)
  await newest.filter({ hasText: second }).waitFor()
  expect(await page.getByRole('row').count()).toBe(3)
  await newest.getByRole('button', { name: /^More actions/ }).click()
  await page.getByRole('menuitem', { name: 'Verify' }).click()
  await newest.filter({ hasText: 'verified' }).waitFor()
  await newest.getByRole('button', { name: /^Restore/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Restore', exact: true }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await steps.untilState(page, 'at head')
  expect(await database.shape()).toEqual(SECOND)
  expect(await versionOf(job)).toEqual([second])
  expect(await database.ask('SELECT name FROM categories WHERE id = 7')).toEqual(['Books'])
}
