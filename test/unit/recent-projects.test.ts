import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { RecentProjects } from '../../core/services/recent-projects'
import { temporaryFolder } from '../harness/temporary-folder'

test('projects that are opened at the same time are all remembered', async () => {
  const recent = new RecentProjects(temporaryFolder())
  await Promise.all(['/a', '/b', '/c', '/b'].map(folder => recent.add(folder)))
  expect((await recent.list()).map(({ folder }) => folder)).toEqual(['/b', '/c', '/a'])
})

test('a project whose folder is gone stays listed until it is taken off', async () => {
  const parent = temporaryFolder()
  const there = path.join(parent, 'there')
  mkdirSync(there)
  const recent = new RecentProjects(parent)
  await recent.add(path.join(parent, 'gone'))
  await recent.add(there)
  expect((await recent.list()).map(({ name, exists }) => [name, exists])).toEqual([
    ['there', true],
    ['gone', false],
  ])
  expect(await recent.remove(path.join(parent, 'gone'))).toHaveLength(1)
})
