import { describe, expect, it } from 'vitest'
import type { ProjectInfo, RecentProject } from '../../core/contract/project'
import { HomeState } from '../../renderer/views/home/home-state.svelte'
import { FolderBrowser } from '../../renderer/shell/folder-browser.svelte'
import { engineOf, failing, os } from './engine'

const project = (folder: string): ProjectInfo => ({ folder, name: 'bookshop', databases: [], modelPaths: [] })
const recent = (folder: string): RecentProject => ({
  folder,
  name: folder.slice(1),
  openedAt: '2026-11-20T10:00:00Z',
  exists: true,
})

function home(calls: Parameters<typeof engineOf>[0]) {
  const opened: string[] = []
  const { client } = engineOf({ project: calls })
  return { home: new HomeState(client.project, ({ folder }) => opened.push(folder)), opened }
}

describe('the home screen', () => {
  it('lists the projects opened lately', async () => {
    const { home: state } = home({ recent: os.project.recent.handler(() => [recent('/a'), recent('/b')]) })
    expect(state.recent).toBeNull()
    await state.load()
    expect(state.recent?.map(({ folder }) => folder)).toEqual(['/a', '/b'])
  })

  it('hands an opened project on', async () => {
    const { home: state, opened } = home({ open: os.project.open.handler(({ input }) => project(input.folder)) })
    await state.open('/bookshop')
    expect(opened).toEqual(['/bookshop'])
  })

  it('says why a folder is no project, and stays', async () => {
    const open = os.project.open.handler(({ errors }) => {
      throw failing(errors, { code: 'PROJECT_NOT_FOUND', message: 'There is no retort.config.ts in /etc.' })
    })
    const { home: state, opened } = home({ open })
    await state.open('/etc')
    expect(state.entering.failure?.message).toBe('There is no retort.config.ts in /etc.')
    expect(state.opening).toBeNull()
    expect(opened).toEqual([])
  })

  it('copies the sample once, however often it is asked', async () => {
    let copies = 0
    const openSample = os.project.openSample.handler(() => project(`/samples/${(copies += 1)}`))
    const { home: state, opened } = home({ openSample })
    await Promise.all([state.openSample(), state.openSample()])
    expect(opened).toEqual(['/samples/1'])
  })

  it('takes a project off the list', async () => {
    const { home: state } = home({
      recent: os.project.recent.handler(() => [recent('/a'), recent('/b')]),
      forget: os.project.forget.handler(({ input }) =>
        [recent('/a'), recent('/b')].filter(one => one.folder !== input.folder),
      ),
    })
    await state.load()
    await state.forget('/a')
    expect(state.recent?.map(({ folder }) => folder)).toEqual(['/b'])
  })
})

describe('the dialog for a folder or a file', () => {
  const entries = [
    { name: 'bookshop', path: '/home/bookshop', kind: 'project' as const },
    { name: 'work', path: '/home/work', kind: 'folder' as const },
    { name: 'app.db', path: '/home/app.db', kind: 'database' as const },
  ]
  const browse = os.project.browse.handler(({ input, errors }) => {
    if (input.folder === '/nowhere') throw failing(errors, { code: 'PROJECT_NOT_FOUND', message: 'No such folder.' })
    return { folder: input.folder ?? '/home', parent: '/', entries }
  })
  const browserFor = async (what: 'project' | 'folder' | 'file') => {
    const browser = new FolderBrowser(engineOf({ project: { browse } }).client.project, what)
    await browser.go(null)
    return browser
  }

  it('shows files only where a file is asked for', async () => {
    expect((await browserFor('file')).entries).toHaveLength(3)
    expect((await browserFor('folder')).entries.map(({ name }) => name)).toEqual(['bookshop', 'work'])
  })

  it('chooses a project at once, and goes into any other folder', async () => {
    const browser = await browserFor('project')
    expect(await browser.open(entries[0]!)).toBe('/home/bookshop')
    expect(await browser.open(entries[1]!)).toBeNull()
    expect(browser.typed).toBe('/home/work')
  })

  it('stays where it is when a folder cannot be read', async () => {
    const browser = await browserFor('folder')
    await browser.go('/nowhere')
    expect(browser.listing?.folder).toBe('/home')
    expect(browser.reading.failure?.message).toBe('No such folder.')
  })
})
