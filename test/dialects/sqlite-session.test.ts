import { expect, test } from 'vitest'
import type { Performer } from '../../core/dialects/session'
import { alterColumn } from '../../core/operations/alter-column'
import { addColumn } from '../../core/operations/add-column'
import { bulkInsert } from '../../core/operations/bulk-insert'
import { createIndex } from '../../core/operations/create-index'
import { execute } from '../../core/operations/execute'
import { query } from '../../core/operations/query'
import { integer, text } from '../../core/schema/build/types'
import { SqliteWorkbench } from './sqlite-workbench'

const FAMILY = `
  CREATE TABLE parents (id INTEGER PRIMARY KEY, age INTEGER);
  CREATE TABLE children (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES parents (id) ON DELETE CASCADE);
  INSERT INTO parents VALUES (1, 30), (2, 40);
  INSERT INTO children VALUES (1, 1), (2, 1), (3, 2);
`

const run = (op: Performer, sql: string) => op.perform(execute(sql))
const retype = alterColumn('parents', 'age', { type: text() })
const failure = (code: string) => expect.objectContaining({ code })

const versions = async (bench: SqliteWorkbench) =>
  (await bench.rows('SELECT version_num FROM alembic_version ORDER BY 1')).map(row => row['version_num'])

test('a failing statement leaves schema, rows and version table as before the revision', async () => {
  const bench = await SqliteWorkbench.open(FAMILY)
  const before = await bench.dump()
  const revision = bench.revision(async op => {
    await op.perform(addColumn('parents', 'name', text()))
    await run(op, 'UPDATE parents SET age = 0; DELETE FROM children WHERE id = 1')
    await run(op, 'INSERT INTO nowhere VALUES (1)')
  })
  await expect(revision).rejects.toEqual(failure('MIGRATION_FAILED'))
  expect(await bench.dump()).toEqual(before)
})

test('a failing revision leaves those before it done', async () => {
  const bench = await SqliteWorkbench.open()
  const revisions = bench.revisions([
    async op => void (await run(op, 'CREATE TABLE one (a)')),
    async op => void (await run(op, 'CREATE TABLE two (a)')),
    async op => {
      await run(op, 'CREATE TABLE three (a)')
      throw new Error('in the code')
    },
  ])
  await expect(revisions).rejects.toThrow('in the code')
  expect(Object.keys(await bench.texts())).toEqual(['alembic_version', 'one', 'two'])
  expect(await versions(bench)).toEqual(['r1', 'r2'])
})

test('consecutive revisions share one commit', async () => {
  const bench = await SqliteWorkbench.open()
  const reader = await bench.another()
  const session = await bench.session()
  const rows = async () => (await reader.query('SELECT * FROM alembic_version')).length
  await session.revision(bench.work(async op => void (await run(op, 'CREATE TABLE one (a)'))))
  await session.revision(bench.work(async () => undefined))
  expect(await rows()).toBe(0)
  await session.finish()
  expect(await rows()).toBe(2)
})

test('a step that another runner has done meanwhile is not done again', async () => {
  const bench = await SqliteWorkbench.open()
  const session = await bench.session()
  const work = bench.work(async op => void (await run(op, 'CREATE TABLE one (a)')), 'x')
  await (await bench.another()).execute(`INSERT INTO alembic_version VALUES ('x')`)
  expect(await session.revision(work)).toBe(false)
  await session.finish()
  expect(Object.keys(await bench.texts())).toEqual(['alembic_version'])
})

test('a rebuild as the first operation runs once, with enforcement put back and no child touched', async () => {
  const bench = await SqliteWorkbench.open(FAMILY)
  let calls = 0
  await bench.revision(async op => {
    calls += 1
    await op.perform(retype)
  })
  expect(calls).toBe(1)
  expect(await bench.value('SELECT count(*) FROM children')).toBe(3)
  expect(await bench.value('PRAGMA foreign_keys')).toBe(1)
})

test('a rebuild behind other operations starts the revision over, and earlier revisions stay done', async () => {
  const bench = await SqliteWorkbench.open(FAMILY)
  let calls = 0
  await bench.revisions([
    async op => void (await run(op, 'CREATE TABLE one (a)')),
    async op => {
      calls += 1
      await run(op, 'CREATE TABLE two (a)')
      await op.perform(bulkInsert('two', [{ a: 1 }]))
      await op.perform(retype)
    },
    async op => void (await run(op, 'DELETE FROM parents WHERE id = 1')),
  ])
  expect(calls).toBe(2)
  expect(await bench.rows('SELECT * FROM two')).toEqual([{ a: 1 }])
  expect(await versions(bench)).toEqual(['r1', 'r2', 'r3'])
  // Enforced again in the third revision: its DELETE cascaded.
  expect(await bench.rows('SELECT id FROM children')).toEqual([{ id: 3 }])
})

test('where foreign keys are not enforced anyway, nothing is started over and they stay so', async () => {
  const bench = await SqliteWorkbench.open(FAMILY)
  await bench.connection.script('PRAGMA foreign_keys=OFF')
  let calls = 0
  await bench.revision(async op => {
    calls += 1
    await run(op, 'CREATE TABLE two (a)')
    await op.perform(retype)
  })
  expect(calls).toBe(1)
  expect(await bench.value('PRAGMA foreign_keys')).toBe(0)
})

test('what an autocommit block has committed is answered, not done again, when the revision starts over', async () => {
  const bench = await SqliteWorkbench.open(FAMILY)
  const answers: unknown[] = []
  await bench.revision(async op => {
    await run(op, 'CREATE TABLE counter (n)')
    await op.autocommit(async () => {
      await run(op, 'INSERT INTO counter VALUES (1)')
      answers.push(await op.perform(query('SELECT count(*) AS n FROM counter')))
    })
    await run(op, 'INSERT INTO counter VALUES (2)')
    await op.perform(retype)
  })
  expect(answers).toEqual([[{ n: 1 }], [{ n: 1 }]])
  expect(await bench.rows('SELECT n FROM counter')).toEqual([{ n: 1 }, { n: 2 }])
  expect(await versions(bench)).toEqual(['r1'])
})

test('code that asks for something else the second time is not repeatable', async () => {
  const bench = await SqliteWorkbench.open(FAMILY)
  let calls = 0
  const revision = bench.revision(async op => {
    calls += 1
    await op.autocommit(async () => void (await run(op, `CREATE TABLE try_${calls} (n)`)))
    await run(op, 'CREATE TABLE other (n)')
    await op.perform(retype)
  })
  await expect(revision).rejects.toEqual(failure('REVISION_NOT_REPEATABLE'))
  expect(Object.keys(await bench.texts())).toEqual(['alembic_version', 'children', 'parents', 'try_1'])
})

test('a DELETE that would have cascaded is found before the commit and named', async () => {
  const bench = await SqliteWorkbench.open(FAMILY)
  const before = await bench.dump()
  const revision = bench.revision(async op => {
    await op.perform(retype)
    await run(op, 'DELETE FROM parents WHERE id = 1')
  })
  await expect(revision).rejects.toThrow('2 rows of "children" without the row of "parents" it refers to (rowid 1, 2)')
  expect(await bench.dump()).toEqual(before)
  expect(await bench.value('PRAGMA foreign_keys')).toBe(1)
})

test('orphans that were there before stop nothing', async () => {
  const bench = await SqliteWorkbench.open(FAMILY)
  await bench.connection.script('PRAGMA foreign_keys=OFF; INSERT INTO children VALUES (9, 99); PRAGMA foreign_keys=ON')
  await bench.perform(retype)
  await bench.perform(alterColumn('children', 'parent_id', { type: text() }))
  expect(await bench.value('SELECT count(*) FROM children')).toBe(4)
})

test('a deferred foreign key that fails at the commit undoes its own revision only', async () => {
  const bench = await SqliteWorkbench.open('CREATE TABLE parents (id INTEGER PRIMARY KEY)')
  const revisions = bench.revisions([
    async op => void (await run(op, 'CREATE TABLE one (a)')),
    async op => {
      await run(op, 'CREATE TABLE late (p REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED)')
      await run(op, 'INSERT INTO late VALUES (7)')
    },
  ])
  await expect(revisions).rejects.toThrow('1 row of "late" without the row of "parents" it refers to')
  expect(Object.keys(await bench.texts())).toEqual(['alembic_version', 'one', 'parents'])
  expect(await versions(bench)).toEqual(['r1'])
})

test('a revision waits for another writer, and says so', async () => {
  const bench = await SqliteWorkbench.open()
  const other = await bench.another()
  await other.script('BEGIN IMMEDIATE; CREATE TABLE theirs (a)')
  const messages: string[] = []
  await bench.revision(async op => void (await run(op, 'CREATE TABLE ours (a)')), {
    onEvent: event => {
      if (event.kind !== 'waiting') return
      messages.push(event.message)
      void other.script('COMMIT')
    },
  })
  expect(messages).toHaveLength(1)
  expect(Object.keys(await bench.texts())).toEqual(['alembic_version', 'ours', 'theirs'])
})

test('the wait for another writer has an end, and can be cancelled', async () => {
  const bench = await SqliteWorkbench.open()
  const other = await bench.another()
  await other.script('BEGIN IMMEDIATE')
  const cancel = new AbortController()
  const body = async (op: Performer) => void (await run(op, 'CREATE TABLE ours (a)'))
  await expect(bench.revision(body, { lockTimeoutMs: 30 })).rejects.toEqual(failure('DATABASE_LOCKED'))
  const cancelled = bench.revision(body, { onEvent: () => cancel.abort(), signal: cancel.signal })
  await expect(cancelled).rejects.toEqual(failure('CANCELLED'))
  await other.script('ROLLBACK')
  await bench.revision(body)
  expect(Object.keys(await bench.texts())).toContain('ours')
})

test('a savepoint undoes what failed in it, and only that', async () => {
  const bench = await SqliteWorkbench.open()
  await bench.revision(async op => {
    await run(op, 'CREATE TABLE one (a)')
    await op
      .savepoint(async () => {
        await run(op, 'CREATE TABLE two (a)')
        await run(op, 'INSERT INTO nowhere VALUES (1)')
      })
      .catch(() => undefined)
    await op.savepoint(async () => void (await run(op, 'CREATE TABLE three (a)')))
  })
  expect(Object.keys(await bench.texts())).toEqual(['alembic_version', 'one', 'three'])
})

test('what the code does by the connection itself belongs to the revision', async () => {
  const bench = await SqliteWorkbench.open()
  const revision = bench.revision(async op => {
    await op.connection.execute('CREATE TABLE one (a)')
    await op.connection.script('CREATE TABLE two (a); CREATE TABLE three (a)')
    expect(await op.connection.query('SELECT count(*) AS n FROM three')).toEqual([{ n: 0 }])
    throw new Error('stop')
  })
  await expect(revision).rejects.toThrow('stop')
  expect(Object.keys(await bench.texts())).toEqual(['alembic_version'])
})

test.each(['BEGIN', 'commit;', '/* x */ ROLLBACK', 'CREATE TABLE a (b); SAVEPOINT x', 'END'])(
  '%j is refused in a revision',
  async sql => {
    const bench = await SqliteWorkbench.open()
    await expect(bench.perform(execute(sql))).rejects.toEqual(failure('BAD_OPERATION'))
  },
)

test('BEGIN and END within a trigger are its own', async () => {
  const bench = await SqliteWorkbench.open('CREATE TABLE a (b)')
  const trigger = `CREATE TRIGGER tr AFTER INSERT ON a BEGIN
    UPDATE a SET b = CASE WHEN b > 1 THEN 1 END;
    DELETE FROM a;
  END`
  await bench.perform(execute(`${trigger}; CREATE TABLE c (d)`))
  expect(Object.keys(await bench.texts())).toEqual(['a', 'alembic_version', 'c', 'tr'])
})

test('a failing unique index names the values that stand in its way', async () => {
  const bench = await SqliteWorkbench.open(`CREATE TABLE t (a, b); INSERT INTO t VALUES (1, 'x'), (1, 'y'), (2, 'z')`)
  const creation = bench.perform(createIndex('ix', 't', ['a'], { unique: true }))
  await expect(creation).rejects.toThrow('t.a is not unique: 1 (2 rows).')
})

test('a cancel between two statements undoes the revision', async () => {
  const bench = await SqliteWorkbench.open(FAMILY)
  const before = await bench.dump()
  const cancel = new AbortController()
  const revision = bench.revision(
    async op => {
      await op.perform(addColumn('parents', 'more', integer()))
      cancel.abort()
      await run(op, 'DELETE FROM children')
    },
    { signal: cancel.signal },
  )
  await expect(revision).rejects.toEqual(failure('CANCELLED'))
  expect(await bench.dump()).toEqual(before)
})
