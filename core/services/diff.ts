import { createHash } from 'node:crypto'
import path from 'node:path'
import { compareModel, type ModelComparison } from '../commands/compare-model'
import { oneInWords } from '../commands/in-words'
import type { Project } from '../commands/open-project'
import { planOperations } from '../commands/dry-run'
import { bodiesOf, createRevision } from '../commands/revision'
import { countRows, rowsAtStake } from '../commands/rows-at-stake'
import { RetortError } from '../errors'
import { propertyChange } from '../operations/property-change'
import type { Operation } from '../operations/operation'
import { subjectOf } from '../operations/subject'
import { os } from './os'
import { plain } from './plain'
import type { ServiceContext } from './service-context'

export const diffService = (context: ServiceContext) => ({
  compare: os.diff.compare.handler(async ({ input }) => {
    const startedAt = performance.now()
    const project = await context.project(input)
    const { changes, tableRows } = await project.keepingOpen(async () => {
      const { operations } = await compareModel(project)
      const found = await changesOf(project, operations)
      const tables = [...new Set(found.map(change => change.table))]
      return { changes: found, tableRows: await countRows(project, tables) }
    })
    return plain({
      model: project.settings.model.map(file => path.relative(project.settings.folder, file)).join(', '),
      database: project.settings.url.shown,
      isUpToDate: changes.length === 0,
      changes,
      tableRows,
      tookMs: Math.round(performance.now() - startedAt),
    })
  }),

  preview: os.diff.preview.handler(async ({ input }) => {
    const project = await context.project(input)
    return project.keepingOpen(async () => {
      const chosen = await chosenOf(await compareModel(project), input.changes)
      const { upgrade, downgrade } = bodiesOf(project, chosen)
      return { upgrade, downgrade, sql: [...(await planOperations(project, chosen))] }
    })
  }),

  createRevision: os.diff.createRevision.handler(async ({ input }) => {
    const project = await context.project(input)
    return project.keepingOpen(async () => {
      const operations = await chosenOf(await compareModel(project), input.changes)
      const { revision } = await createRevision(project, { message: input.message, operations })
      return plain(revision)
    })
  }),
})

async function changesOf(project: Project, operations: readonly Operation[]) {
  const stakes = await rowsAtStake(project, operations)
  return operations.map((operation, at) => {
    const words = oneInWords(operation, project.dialect)
    return {
      ...words,
      id: idOf(operation),
      table: subjectOf(operation).table ?? '',
      ...propertyChange(operation),
      rowsAtStake: stakes[at] ?? null,
      sql: [],
    }
  })
}

async function chosenOf({ operations }: ModelComparison, ids: readonly string[]): Promise<readonly Operation[]> {
  const byId = new Map(operations.map(operation => [idOf(operation), operation]))
  if (ids.some(id => !byId.has(id))) {
    throw new RetortError('FILE_CHANGED', 'The model or the database has changed since they were compared.', {
      hint: 'Compare again; your ticks are kept where the change is still there.',
    })
  }
  const wanted = new Set(ids)
  return operations.filter(operation => wanted.has(idOf(operation)))
}

const idOf = (operation: Operation): string =>
  createHash('sha256')
    .update(JSON.stringify(operation, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value)))
    .digest('hex')
    .slice(0, 16)
