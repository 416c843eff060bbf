import { history } from '../commands/history'
import { inWords } from '../commands/in-words'
import { previewRevision } from '../commands/preview-revision'
import { readRevisions } from '../commands/read-revisions'
import { asFailure, os } from './os'
import { plain } from './plain'
import type { ServiceContext } from './service-context'

export const historyService = (context: ServiceContext) => ({
  list: os.history.list.handler(async ({ input }) => {
    const project = await context.project(input)
    const database = await readRevisions(project).then(
      rows => ({ rows, problem: null }),
      (error: unknown) => ({ rows: [], problem: asFailure(error) }),
    )
    const revisions = await history(project, { range: null, rows: database.rows })
    return plain({ revisions, current: database.rows, problem: database.problem })
  }),

  show: os.history.show.handler(async ({ input, signal }) => {
    const project = await context.project(input)
    const rows = await readRevisions(project).catch(() => [])
    const revision = (await history(project, { range: null, rows })).find(each => each.revision === input.revision)
    const source = await project.script.source(input.revision)
    const preview = await previewRevision(project, { revision: input.revision, source, ...(signal && { signal }) })
    const words = (direction: 'upgrade' | 'downgrade') => ({
      operations: inWords(preview[direction].operations, project.dialect),
      sql: preview[direction].sql,
      problem: preview[direction].failure === null ? null : asFailure(preview[direction].failure),
    })
    const upgrade = words('upgrade')
    return plain({
      revision: revision ?? (await project.script.notFound(input.revision)),
      source,
      upgrade,
      downgrade: words('downgrade'),
      isIrreversible: upgrade.operations.some(operation => operation.isDestructive),
    })
  }),
})
