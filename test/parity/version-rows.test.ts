import path from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { current } from '../../core/commands/current'
import { migrate } from '../../core/commands/migrate'
import { openProject, type Project } from '../../core/commands/open-project'
import { stamp } from '../../core/commands/stamp'
import { RetortError } from '../../core/errors'
import { planDowngrade } from '../../core/script/revision-graph/plan-downgrade'
import { planStamp } from '../../core/script/revision-graph/plan-stamp'
import { planUpgrade } from '../../core/script/revision-graph/plan-upgrade'
import { projectFolder } from '../harness/project-folder'
import { useSourcesAsRetort } from '../harness/retort-module'
import { graphOf, rowsAfter, type Drawn } from '../harness/revision-graphs'
import { VersionModel, type VersionCommand } from '../harness/version-model'

useSourcesAsRetort()

type Graph = Readonly<Record<string, Drawn>>

const idOf = (position: number): string => `rev${position}`

/** Lines, branches, merges, several bases, dependencies: each revision follows some before it, and may depend on others. */
const graphs = (size: number): fc.Arbitrary<Graph> =>
  fc
    .array(fc.tuple(fc.array(fc.nat(), { maxLength: 2 }), fc.option(fc.nat())), { minLength: 1, maxLength: size })
    .map(drawn =>
      Object.fromEntries(
        drawn.map(([parents, dependency], position) => {
          const before = (choice: number): string => idOf(choice % Math.max(position, 1))
          const down = position === 0 ? [] : [...new Set(parents.map(before))]
          const dependsOn = position === 0 || dependency === null ? [] : [before(dependency)]
          return [idOf(position), { down, dependsOn: dependsOn.filter(id => !down.includes(id)) }]
        }),
      ),
    )

const commands = (count: number): fc.Arbitrary<readonly ((graph: Graph) => VersionCommand)[]> => {
  const target = fc.oneof(
    { weight: 4, arbitrary: fc.nat().map(choice => (graph: Graph) => idOf(choice % Object.keys(graph).length)) },
    { weight: 1, arbitrary: fc.constantFrom('base', 'heads', '+1').map(name => () => name) },
  )
  const kind = fc.constantFrom('upgrade', 'upgrade', 'downgrade', 'stamp', 'purge')
  const command = fc.tuple(kind, target).map(([kind, named]) => (graph: Graph): VersionCommand => {
    const name = named(graph)
    const isUnfit = (name === '+1' && kind !== 'upgrade') || (name === 'heads' && kind === 'downgrade')
    return { kind, target: isUnfit ? 'base' : name }
  })
  return fc.array(command, { minLength: 1, maxLength: count })
}

test('after every command the rows are those of a plain model, whatever the graph', () => {
  fc.assert(
    fc.property(graphs(9), commands(8), (drawn, asked) => {
      const graph = graphOf(drawn)
      const model = new VersionModel(drawn)
      let rows: readonly string[] = []
      for (const { kind, target } of asked.map(command => command(drawn))) {
        const changes = orRefused(() => {
          if (kind === 'upgrade') return planUpgrade(graph, rows, target).flatMap(step => step.changes)
          if (kind === 'downgrade') return planDowngrade(graph, rows, target).flatMap(step => step.changes)
          return planStamp(graph, rows, [target], { purge: kind === 'purge' }).changes
        })
        const expected = model.run({ kind, target })
        if (changes !== null) rows = rowsAfter(rows, changes)
        expect(changes === null ? null : rows, `${kind} ${target}`).toEqual(expected)
      }
    }),
    { numRuns: 1000 },
  )
})

test('and so are those of a real database', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(graphs(6), commands(6), async (drawn, asked) => {
      const { folder } = projectFolder(drawn)
      const project = await openProject({ cwd: folder, x: {}, url: `sqlite:${path.join(folder, 'app.db')}` })
      const model = new VersionModel(drawn)
      for (const command of asked.map(make => make(drawn))) {
        const done = await run(project, command).then(
          () => true,
          (error: unknown) =>
            orRefused(() => {
              throw error
            }) !== null,
        )
        const expected = model.run(command)
        expect(done).toBe(expected !== null)
        const { revisions } = await current(project)
        expect(revisions.map(({ revision }) => revision)).toEqual(model.rows)
      }
    }),
    { numRuns: 20 },
  )
})

async function run(project: Project, { kind, target }: VersionCommand): Promise<unknown> {
  if (kind === 'upgrade' || kind === 'downgrade') return migrate(project, { direction: kind, target, backup: false })
  return stamp(project, { targets: [target], purge: kind === 'purge', offline: false })
}

/** Null where it is refused with a code. */
function orRefused<T>(ask: () => T): T | null {
  try {
    return ask()
  } catch (error) {
    if (error instanceof RetortError) return null
    throw error
  }
}
