import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { ERROR_CODES } from '../../core/errors'
import { cliProject, type CliProject } from './cli-project'

const id = z.string().min(1)
const ids = z.array(id)
const moment = z.iso.datetime({ offset: true })
const count = z.int().nonnegative()
const absolutePath = z.string().refine(path.isAbsolute)

const revision = z.strictObject({
  revision: id,
  downRevision: ids,
  message: z.string(),
  branchLabels: ids,
  dependsOn: ids,
  createDate: moment.nullable(),
  path: absolutePath,
  isHead: z.boolean(),
  isBase: z.boolean(),
  isMergePoint: z.boolean(),
  isBranchPoint: z.boolean(),
  isCurrent: z.boolean(),
})
const step = z.strictObject({
  revision: id,
  direction: z.enum(['upgrade', 'downgrade']),
  message: z.string(),
  durationMs: count,
  statements: count,
})
const run = z.strictObject({ from: ids, to: ids, steps: z.array(step), backup: absolutePath.nullable() })
const plan = run.extend({ steps: z.array(step.extend({ sql: z.array(z.string()) })), backup: z.null() })
const script = z.strictObject({ sql: z.array(z.string()).min(1) })
const operation = z.looseObject({
  kind: z.string(),
  table: z.string(),
  description: z.string().min(1),
  isDestructive: z.boolean(),
  rowsAtStake: count.optional(),
})
const differences = z.strictObject({
  isUpToDate: z.boolean(),
  operations: z.array(operation),
  renameCandidates: z.array(z.unknown()),
  sql: z.array(z.string()),
})
const backup = z.strictObject({
  path: absolutePath,
  bytes: count.positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  createdAt: moment,
  database: z.string(),
})
const failure = z.strictObject({
  error: z.strictObject({
    code: z.enum(ERROR_CODES),
    message: z.string().regex(/^[^\n]+$/),
    revision: id.optional(),
    operation: z.string().optional(),
    sql: z.string().optional(),
    hint: z.string().optional(),
  }),
})

const CREATE = 'await op.createTable("t", { id: integer().primaryKey(), n: string(5) });'

/** Three revisions: two of a line that has run, and one beside them that depends on the first. */
async function begun(project: CliProject): Promise<void> {
  project.config('{ url: "sqlite:app.db", model: "model.ts" }')
  project.revision('aaaa', {}, { upgrade: CREATE, downgrade: 'await op.dropTable("t");' })
  project.revision('bbbb', { down: ['aaaa'] })
  project.revision('cccc', { down: ['aaaa'], labels: ['side'], dependsOn: ['bbbb'] })
  await project.ok('upgrade', 'bbbb')
}

interface Shape {
  readonly args: string
  readonly shape: z.ZodType
  /** Where the answer is no. */
  readonly exit?: 1 | 2
}

const SHAPES: readonly Shape[] = [
  { args: 'list-templates', shape: z.array(z.looseObject({ name: z.string(), description: z.string() })).length(3) },
  { args: 'init new', shape: z.strictObject({ folder: absolutePath, template: id, files: z.array(absolutePath) }) },
  { args: 'history', shape: z.array(revision).length(3) },
  { args: 'history -i', shape: z.array(revision).length(3) },
  { args: 'history -r -1:current', shape: z.array(revision).length(2) },
  { args: 'heads', shape: z.array(revision).length(2) },
  { args: 'heads --resolve-dependencies', shape: z.array(revision).length(1) },
  { args: 'show aaaa', shape: revision },
  { args: 'show heads', shape: z.union([revision, z.array(revision)]) },
  { args: 'current', shape: z.strictObject({ revisions: z.array(revision).length(1), isUpToDate: z.literal(false) }) },
  { args: 'current --check-heads', shape: z.looseObject({ isUpToDate: z.literal(false) }), exit: 1 },
  { args: 'upgrade side@head', shape: run.extend({ steps: z.array(step).length(1), backup: absolutePath }) },
  { args: 'upgrade side@head --no-backup', shape: run.extend({ backup: z.null() }) },
  { args: 'upgrade bbbb', shape: run.extend({ steps: z.array(step).length(0) }) },
  { args: 'upgrade side@head --dry-run', shape: plan },
  { args: 'upgrade base:bbbb --sql', shape: script },
  { args: 'downgrade -1', shape: run.extend({ steps: z.array(step).length(1) }) },
  { args: 'downgrade -1 --dry-run', shape: plan },
  { args: 'downgrade bbbb:base --sql', shape: script },
  { args: 'stamp side@head', shape: run.extend({ backup: z.null() }) },
  { args: 'stamp heads --sql', shape: script },
  { args: 'revision -m more --head side@head', shape: revision },
  { args: 'check', shape: differences.extend({ isUpToDate: z.literal(false) }), exit: 1 },
  { args: 'diff', shape: differences },
  { args: 'diff --sql', shape: differences },
  { args: 'diff --from base --to aaaa', shape: differences },
  { args: 'diff --from aaaa --to bbbb', shape: differences.extend({ isUpToDate: z.literal(true) }) },
  { args: 'backup', shape: backup },
  { args: 'backups', shape: z.array(z.looseObject(backup.shape)) },
  {
    args: 'merge bbbb cccc',
    shape: z.looseObject({ ...revision.shape, downRevision: ids.length(2), isMergePoint: z.literal(true) }),
  },
  { args: 'upgrade zzzz', shape: failure, exit: 2 },
  { args: 'upgrade', shape: failure, exit: 2 },
  { args: 'nothing', shape: failure, exit: 2 },
  { args: '', shape: failure, exit: 2 },
  { args: '--url sqlite:. current', shape: failure, exit: 2 },
]

describe('a command prints exactly one document of its shape', () => {
  test.each(SHAPES)('$args', async ({ args, shape, exit = 0 }) => {
    const project = cliProject()
    await begun(project)
    // The option may stand before the command and after it.
    const result = await project.run(...args.split(' ').filter(part => part !== ''), '--json')
    expect(result).toMatchObject({ code: exit, stderr: '' })
    expect(shape.safeParse(result.json).error?.issues ?? []).toEqual([])
    expect(result.stdout).toBe(`${JSON.stringify(result.json, null, 2)}\n`)
  })

  test('also where a revision fails: where, with which SQL, and what next', async () => {
    const project = cliProject()
    project.revision('aaaa', {}, { upgrade: `${CREATE} await op.execute("INSERT INTO gone VALUES (1)")` })
    const { code, json, stderr } = await project.run('--json', 'upgrade', 'head')
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
    expect(failure.parse(json).error).toMatchObject({
      code: 'MIGRATION_FAILED',
      revision: 'aaaa',
      operation: expect.stringContaining('INSERT INTO gone'),
      sql: 'INSERT INTO gone VALUES (1)',
      hint: expect.any(String),
    })
  })

  test('with the operations of a revision that was generated, and of what differs', async () => {
    const project = cliProject()
    const generated = revision.extend({ operations: z.array(operation).length(1) })
    generated.parse(await project.ok('revision', '--autogenerate', '-m', 'users'))
    await project.ok('upgrade', 'head')
    differences
      .extend({ isUpToDate: z.literal(true), sql: z.array(z.string()).length(0) })
      .parse(await project.ok('check'))
    project.write('model.ts', 'export {}')
    const { json } = await project.run('--json', 'check')
    expect(differences.parse(json).operations).toMatchObject([
      { kind: 'dropTable', table: 'users', isDestructive: true, rowsAtStake: 0 },
    ])
  })

  test('of a restored backup and the one taken before', async () => {
    const project = cliProject()
    await begun(project)
    const { path: file } = backup.parse(await project.ok('backup'))
    const kept = z.looseObject(backup.shape)
    const restored = z.strictObject({ restored: kept, before: kept })
    const relative = path.relative(project.folder, file)
    expect(restored.parse(await project.ok('restore', relative)).restored.path).toBe(file)
  })

  test('says nothing on standard output of what a person is told, without --json', async () => {
    const project = cliProject()
    await begun(project)
    expect(await project.run('upgrade', 'side@head')).toMatchObject({ code: 0, stdout: '' })
    expect(await project.run('-q', 'downgrade', '-1')).toMatchObject({ code: 0, stdout: '', stderr: '' })
  })
})
