import { history } from '../commands/history'
import { inWords } from '../commands/in-words'
import type { Project } from '../commands/open-project'
import { previewRevision, type PreviewDirection, type RevisionPreview } from '../commands/preview-revision'
import { readRevisions } from '../commands/read-revisions'
import { revisionRecord } from '../commands/revision-record'
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
    const { graph } = await project.script()
    const known = database.rows.filter(row => graph.has(row))
    const applied = graph.applied(known)
    const records = await history(project, { range: null, rows: database.rows })
    const revisions = records.map(record => ({ ...record, isApplied: applied.has(record.revision) }))
    return plain({ revisions, current: database.rows, problem: database.problem })
  }),

  show: os.history.show.handler(async ({ input, signal }) => {
    const project = await context.project(input)
    const script = await project.script()
    const rows = await readRevisions(project).catch(() => [])
    const applied = script.graph.applied(rows.filter(row => script.graph.has(row)))
    const record = revisionRecord(script.graph, input.revision, rows)
    const preview = await previewRevision(project, { revision: input.revision, ...(signal && { signal }) })
    const upgrade = inWordsOf(preview.upgrade, project)
    return plain({
      revision: { ...record, isApplied: applied.has(input.revision) },
      source: await script.source(input.revision),
      upgrade,
      downgrade: inWordsOf(preview.downgrade, project),
      isIrreversible: isOneWay(preview),
    })
  }),
})

/** Whether the downgrade takes nothing back. One that must see the database first is not known to. */
function isOneWay({ upgrade, downgrade }: RevisionPreview): boolean {
  const isKnown = downgrade.failure === null || asFailure(downgrade.failure).code !== 'NOT_OFFLINE'
  return upgrade.operations.length > 0 && downgrade.operations.length === 0 && isKnown
}

const inWordsOf = ({ operations, sql, failure }: PreviewDirection, { dialect }: Project) => ({
  operations: inWords(operations, dialect),
  sql,
  problem: failure === null ? null : asFailure(failure),
})
