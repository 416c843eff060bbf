import { describe, expect, it, vi } from 'vitest'
import type { ProjectInfo, ProjectState, ProjectStatus } from '../../core/contract/project'
import { AppState } from '../../renderer/app/app-state.svelte'
import { Commands } from '../../renderer/app/commands.svelte'
import { searchCommands } from '../../renderer/shell/palette-search'
import { statusWords } from '../../renderer/shell/status-words'
import { engineOf, failing, os } from './engine'

const BOOKSHOP: ProjectInfo = {
  folder: '/bookshop',
  name: 'bookshop',
  modelPaths: ['model.ts'],
  databases: [
    { name: null, dialect: 'sqlite', url: 'sqlite:bookshop.db', label: 'bookshop.db' },
    { name: 'analytics', dialect: 'postgresql', url: 'postgresql://ada:***@db/analytics', label: 'analytics on db' },
  ],
}

const stateOf = (status: ProjectStatus): ProjectState => ({
  status,
  serverVersion: 'SQLite 3.54.1',
  counts: { revisions: 12, pending: 2, differences: 3, backups: 4 },
})

/** A project whose database falls behind by one more revision each time its files change. */
function bookshop() {
  let revisions = 1
  const asked: (string | undefined)[] = []
  const changes: (() => void)[] = []
  const answers = { slow: Promise.withResolvers<ProjectInfo>() }
  const { client } = engineOf({
    project: {
      open: os.project.open.handler(({ input, errors }) => {
        if (input.folder === '/slow') return answers.slow.promise
        if (input.folder === BOOKSHOP.folder) return BOOKSHOP
        throw failing(errors, { code: 'PROJECT_NOT_FOUND', message: 'No project there.' })
      }),
      state: os.project.state.handler(({ input }) => {
        asked.push(input.database)
        return stateOf({ kind: 'behind', revisions })
      }),
      watch: os.project.watch.handler(async function* ({ signal }) {
        while (!signal?.aborted) {
          await new Promise<void>(resolve => {
            changes.push(resolve)
            signal?.addEventListener('abort', () => resolve())
          })
          yield { changed: 'files' as const }
        }
      }),
    },
  })
  const change = async () => {
    await vi.waitFor(() => expect(changes).not.toHaveLength(0))
    revisions += 1
    for (const tell of changes.splice(0)) tell()
  }
  return { app: new AppState(client), asked, change, answerSlow: answers.slow.resolve }
}

describe('the open project', () => {
  it('is read and kept true while its files change', async () => {
    const { app, change } = bookshop()
    await app.open('/bookshop')
    await vi.waitFor(() => expect(app.state?.status).toEqual({ kind: 'behind', revisions: 1 }))
    const before = app.generation
    await change()
    await vi.waitFor(() => expect(app.state?.status).toEqual({ kind: 'behind', revisions: 2 }))
    expect(app.generation).toBe(before + 1)
    app.close()
  })

  it('answers calls for its main database until another is chosen', async () => {
    const { app, asked } = bookshop()
    await app.open('/bookshop')
    expect(app.input).toEqual({ project: '/bookshop' })
    await vi.waitFor(() => expect(app.state).not.toBeNull())
    app.useDatabase('analytics')
    expect(app.state).toBeNull()
    await vi.waitFor(() => expect(asked).toContain('analytics'))
    expect(app.database?.label).toBe('analytics on db')
    app.close()
  })

  it('cannot be a folder without a project: the reason is shown instead', async () => {
    const { app } = bookshop()
    await app.open('/etc')
    expect(app.project).toBeNull()
    expect(app.openProblem?.message).toBe('No project there.')
    expect(app.isOpening).toBe(false)
  })

  it('is the one asked for last, however late another answers', async () => {
    const { app, answerSlow } = bookshop()
    const slow = app.open('/slow')
    await app.open('/bookshop')
    answerSlow({ ...BOOKSHOP, folder: '/slow' })
    await slow
    expect(app.project?.folder).toBe('/bookshop')
    expect(app.isOpening).toBe(false)
    app.close()
  })

  it('is read again when the engine comes back', async () => {
    const { app, asked } = bookshop()
    await app.open('/bookshop')
    await vi.waitFor(() => expect(asked).toHaveLength(1))
    await app.connectionChanged(false)
    void app.connectionChanged(true)
    await vi.waitFor(() => expect(asked).toHaveLength(2))
    app.close()
  })
})

describe('the state pill', () => {
  const failure = { code: 'CONNECTION_FAILED' as const, message: 'The server does not answer.', hint: 'Start it.' }

  it.each<[ProjectStatus, string, string]>([
    [{ kind: 'atHead' }, 'create', 'at head'],
    [{ kind: 'empty' }, 'plain', 'no revisions yet'],
    [{ kind: 'behind', revisions: 2 }, 'alter', '2 revisions behind'],
    [{ kind: 'drifted', differences: 3 }, 'alter', 'drifted: 3 differences'],
    [{ kind: 'unknownRevision', revision: 'f00d' }, 'drop', 'unknown revision f00d'],
    [{ kind: 'cannotConnect', failure }, 'drop', 'cannot connect: The server does not answer.'],
    [{ kind: 'broken', failure }, 'drop', 'project cannot be read: The server does not answer.'],
  ])('for %o is %s and says %s', (status, tone, text) => {
    expect(statusWords(status)).toMatchObject({ tone, text })
  })

  it('keeps the next step at hand', () => {
    expect(statusWords({ kind: 'cannotConnect', failure }).title).toBe('The server does not answer.\nStart it.')
  })
})

describe('the command palette', () => {
  const command = (title: string, detail?: string) => ({
    id: title,
    title,
    run: () => undefined,
    ...(detail === undefined ? {} : { detail }),
  })
  const commands = [command('Go to Backups'), command('Back up', 'bookshop.db'), command('Theme: Dark')]
  const titles = (typed: string) => searchCommands(commands, typed).map(({ title }) => title)

  it('finds by every word typed, in any order and in the details too', () => {
    expect(titles('dark theme')).toEqual(['Theme: Dark'])
    expect(titles('BOOKSHOP')).toEqual(['Back up'])
    expect(titles('nothing')).toEqual([])
  })

  it('puts titles that begin so first, and shows all when nothing is typed', () => {
    expect(titles('back')).toEqual(['Back up', 'Go to Backups'])
    expect(titles(' ')).toHaveLength(3)
  })

  it('offers a view’s commands until the view goes', () => {
    const palette = new Commands()
    const withdraw = palette.offer(() => commands)
    expect(palette.all).toHaveLength(3)
    withdraw()
    expect(palette.all).toEqual([])
  })
})
