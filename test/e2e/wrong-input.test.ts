import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchApp, type App } from '../harness/app'
import { postgresqlServer } from '../harness/postgresql'
import { present, requires } from '../harness/requirement'
import { removeFolder } from '../harness/temporary-folder'
import { askSqlite } from './databases'
import { onSqlite, projectOnDisk, saveRevision, type ProjectOnDisk } from './projects'
import * as steps from './steps'
import type { Section } from './steps'

let app: App
let page: Page
const folders: string[] = []

beforeAll(async () => {
  app = await launchApp('browser')
  page = app.page
})
afterAll(async () => {
  await app.close()
  // The app follows the files of an open project: they go after it.
  for (const folder of folders) removeFolder(folder)
})
steps.tellPageOnFailure(() => page)

interface WrongInput {
  readonly name: string
  /** Makes a good project a wrong one. */
  readonly spoil: (project: ProjectOnDisk) => void
  /** The command line that meets it. */
  readonly command: readonly string[]
  /** Where the app meets it, and what is done there. */
  readonly section: Section
  readonly act?: () => Promise<void>
}

const TABLE = 'await op.createTable("users", { id: integer().primaryKey() });'

const upgradeToHead = async (): Promise<void> => {
  await page.getByRole('button', { name: 'Upgrade to head…' }).click()
}

const WRONG_INPUTS: readonly WrongInput[] = [
  {
    name: 'a file that is no database',
    spoil: ({ file }) => writeFileSync(file, 'This is a letter and no database. '.repeat(100)),
    command: ['current'],
    section: 'History',
  },
  {
    name: 'a model that does not compile',
    spoil: project =>
      project.save('model.ts', 'import { table } from "retort"\nexport const users = table("users", {\n'),
    command: ['check'],
    section: 'Diff',
  },
  {
    name: 'a model that fails when it is loaded',
    spoil: project => project.save('model.ts', 'export const users = undefinedTable("users")\n'),
    command: ['check'],
    section: 'Diff',
  },
  {
    name: 'a revision with a syntax error',
    spoil: project => saveRevision(project, { revision: 'bbbb22223333', after: 'aaaa22223333', upgrade: 'await op.(' }),
    command: ['upgrade', 'head', '--no-backup'],
    section: 'History',
    async act() {
      await steps.revisionRow(page, /bbbb22223333/).click()
    },
  },
  {
    name: 'a configuration that is not one',
    spoil: project => project.save('retort.config.ts', 'export default { url: 7 }\n'),
    command: ['history'],
    section: 'History',
  },
  {
    name: 'a revision whose parent is not there',
    spoil: project => saveRevision(project, { revision: 'bbbb22223333', after: 'ffff22223333', upgrade: TABLE }),
    command: ['history'],
    section: 'History',
  },
  {
    name: 'two heads where one is asked for',
    spoil(project) {
      for (const revision of ['bbbb22223333', 'cccc22223333'])
        saveRevision(project, { revision, after: 'aaaa22223333', upgrade: 'await op.execute("SELECT 1");' })
    },
    command: ['upgrade', 'head'],
    section: 'History',
    act: upgradeToHead,
  },
  {
    name: 'a revision that fails in its second statement',
    spoil: project =>
      saveRevision(project, {
        revision: 'bbbb22223333',
        after: 'aaaa22223333',
        upgrade:
          'await op.createTable("orders", { id: integer().primaryKey() });\n  await op.execute("DELETE FROM nowhere");',
      }),
    command: ['upgrade', 'head', '--no-backup'],
    section: 'History',
    async act() {
      await upgradeToHead()
      const dialog = steps.runDialog(page)
      await dialog.getByRole('checkbox', { name: 'Back up first' }).uncheck()
      await dialog.getByRole('button', { name: 'Start upgrade' }).click()
      await dialog.getByRole('heading', { name: 'The run failed' }).waitFor()
      await dialog.getByText('Revision bbbb22223333 was taken back as a whole').waitFor()
    },
  },
]

interface CommandFailure {
  readonly message: string
  readonly hint: string
}

const failureOf = async (command: ReturnType<ProjectOnDisk['run']>): Promise<CommandFailure> => {
  const { json } = await command
  return (json as { error: CommandFailure }).error
}

/** A project with one revision that has run. */
async function goodProject(): Promise<ProjectOnDisk> {
  const project = await projectOnDisk()
  folders.push(path.dirname(project.folder))
  saveRevision(project, { revision: 'aaaa22223333', after: null, upgrade: TABLE })
  expect(await project.run('upgrade', 'head')).toMatchObject({ code: 0 })
  onSqlite(project.file, 'INSERT INTO users VALUES (1), (2)')
  return project
}

/** What the database holds, and every other file; the program's own notes of runs are no part of it. */
function contentOf({ folder, file }: ProjectOnDisk): object {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  const files = entries.map(({ parentPath, name }) => path.join(parentPath, name))
  const kept = files.filter(other => other !== file && !other.includes(`${path.sep}.retort${path.sep}`))
  return { files: kept.map(other => [other, readFileSync(other, 'utf8')]), database: databaseOf(file) }
}

function databaseOf(file: string): object {
  if (!readFileSync(file).toString('latin1').startsWith('SQLite format 3')) return readFileSync(file)
  return {
    schema: askSqlite(file, 'SELECT sql FROM sqlite_schema ORDER BY name'),
    rows: askSqlite(file, 'SELECT id FROM users'),
    version: askSqlite(file, 'SELECT version_num FROM alembic_version'),
  }
}

const HERE = { timeout: 15_000 }

test.each(WRONG_INPUTS)(
  'the app says of $name what the command line says',
  async ({ spoil, command, section, act }) => {
    const project = await goodProject()
    spoil(project)
    const before = contentOf(project)
    const { message, hint } = await failureOf(project.run('--json', ...command))
    await steps.openProject(page, project.folder, section)
    await act?.()
    await steps.alert(page, message).filter({ hasText: hint }).first().waitFor(HERE)
    expect(contentOf(project)).toEqual(before)
    await page.keyboard.press('Escape')
  },
)

test('a folder that is not there is named where it was asked for', async () => {
  await page.getByRole('link', { name: 'Retort: all projects' }).click()
  await page.getByRole('button', { name: 'Open folder' }).click()
  const dialog = page.getByRole('dialog', { name: 'Open a project' })
  await dialog.getByRole('textbox', { name: 'Path' }).fill('/no/such/folder')
  await dialog.getByRole('button', { name: 'Go', exact: true }).click()
  await steps.alert(dialog, 'The folder /no/such/folder cannot be read.').waitFor(HERE)
  await dialog.getByRole('button', { name: 'Cancel' }).click()
})

describe('a PostgreSQL connection', async () => {
  const server = await postgresqlServer()
  requires(server)

  const tryAddress = async (address: string): Promise<void> => {
    await steps.openProject(page, '/no/such/folder')
    await page.getByRole('button', { name: 'New project' }).click()
    await page.getByRole('radio', { name: 'PostgreSQL', exact: true }).check()
    await page.getByRole('textbox', { name: 'Address' }).fill(address)
    await page.getByRole('button', { name: 'Test connection' }).click()
  }

  test.each(['a wrong password', 'a server that is down'])('with %s says what the command line says', async wrong => {
    const address = new URL(present(server).url)
    if (wrong === 'a wrong password') address.password = 'not-the-word'
    else address.port = String(await freePort())
    const project = await goodProject()
    const { message, hint } = await failureOf(project.run('--json', '--url', address.href, 'current'))
    await tryAddress(address.href)
    await steps.alert(page, message).filter({ hasText: hint }).waitFor(HERE)
    expect(await page.getByRole('main').innerText()).not.toContain('not-the-word')
  })
})

/** A port that nobody listens on. */
function freePort(): Promise<number> {
  const server = createServer()
  return new Promise(resolve => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
