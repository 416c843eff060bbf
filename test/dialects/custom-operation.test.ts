import { cpSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { custom } from '../../core/operations/custom'
import { postgresqlServer } from '../harness/postgresql'
import { inRepository } from '../harness/repository'
import { requires } from '../harness/requirement'
import { retort } from '../harness/retort-command'
import { temporaryFolder } from '../harness/temporary-folder'
import { connected, jobTargets } from './main-job-targets'

const targets = jobTargets(await postgresqlServer())

describe.each(targets)("the example of an operation of a project's own, on $name", target => {
  requires(target.needs)

  test('goes up and down', { timeout: 120_000 }, async () => {
    const folder = path.join(temporaryFolder(), 'notes')
    cpSync(inRepository('resources', 'examples', 'custom-operation'), folder, { recursive: true })
    const url = await target.createUrl(folder, 'notes')
    const run = async (...args: string[]): Promise<void> => {
      const result = await retort(['--json', ...args], { cwd: folder, env: { DATABASE_URL: url } })
      expect(result).toMatchObject({ code: 0 })
    }
    await run('upgrade', 'head', '--no-backup')
    const changes = await connected(url, async connection => {
      await connection.script(`INSERT INTO notes (id, body) VALUES (1, 'a'); UPDATE notes SET body = 'b'`)
      return connection.query('SELECT id FROM notes WHERE changed_at IS NOT NULL')
    })
    expect(changes).toEqual([{ id: 1 }])
    await run('downgrade', 'base', '--no-backup')
    await run('upgrade', 'head', '--no-backup')
  })
})

test('an operation that nobody has registered is refused by its name', () => {
  expect(() => custom('nothing')).toThrow(
    expect.objectContaining({ code: 'BAD_OPERATION', message: 'No operation nothing is registered.' }),
  )
})
